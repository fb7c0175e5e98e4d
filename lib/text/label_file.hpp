#pragma once
#include <string>

#include "text/label_model.hpp"

namespace rtm::text {

/// Reads a model that rtm-learn wrote. Throws Error naming the file.
LabelModel load_label_model(const std::string& path);

/// Writes it, whole or not at all. Throws Error naming the file.
void save_label_model(const LabelModel& model, const std::string& path);

}  // namespace rtm::text
