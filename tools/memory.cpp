// How the filters with large tables come by their memory: from jemalloc, on huge pages where the system has them. Their tables are
// looked into at random, and half of what that costs on small pages is finding the page. Here and not in the library, for it
// is the whole process that this decides about.

#include <cstdlib>

extern "C" {
extern const char* malloc_conf;  // jemalloc reads it when the process starts; the environment's MALLOC_CONF goes over it
const char* malloc_conf = "thp:always,metadata_thp:always";
}

namespace {

/// jemalloc asks the system for memory in steps that grow by a quarter and begin with 2 MB. A step that is no multiple of a huge page (2 MB)
/// is filled page by page; from 8 MB on all are. So the first is one of 8 MB: taken and given back, it costs nothing before it is used.
[[gnu::constructor]] void begin_with_whole_pages() {
  void* volatile piece = std::malloc(std::size_t{7} << 20);
  std::free(piece);
}

}  // namespace
