// How the filters with large tables come by their memory: from jemalloc, on huge pages where the system has them. Their tables are
// looked into at random, and half of what that costs on small pages is finding the page. Here and not in the library, for it
// is the whole process that this decides about.

extern "C" {
extern const char* malloc_conf;  // jemalloc reads it when the process starts; the environment's MALLOC_CONF goes over it
const char* malloc_conf = "thp:always,metadata_thp:always";
}
