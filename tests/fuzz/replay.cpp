/// Runs a fuzz target over the files of folders, for compilers without libFuzzer: fuzz_NAME FOLDER...
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "fuzz.hpp"

int main(int argc, char** argv) {
  int files = 0;
  for (int i = 1; i < argc; ++i) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[i])) {
      if (!entry.is_regular_file()) continue;
      std::ifstream in(entry.path(), std::ios::binary);
      const std::string bytes{std::istreambuf_iterator<char>(in), {}};
      LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
      // Inputs broken off anywhere are what a fuzzer tries first.
      for (std::size_t cut = 1; cut < bytes.size(); cut += 1 + bytes.size() / 16) {
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(bytes.data()), cut);
      }
      ++files;
    }
  }
  std::cout << files << " seeds\n";
  return files > 0 ? 0 : 1;
}
