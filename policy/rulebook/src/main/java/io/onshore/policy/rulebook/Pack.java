package io.onshore.policy.rulebook;

import io.onshore.policy.rulebook.Tree.Fields;
import io.onshore.policy.rulebook.Tree.Text;
import java.util.List;

/** A pack, a house file, or what is said of one provider, as it stands in its file. */
record Pack(String file, Fields root) {
  List<Fields> rules() {
    return Tree.onlyFields(root.items("rules"));
  }

  List<Fields> penalties() {
    return Tree.onlyFields(root.items("penalties"));
  }

  /** How people call a rule. */
  static String owner(Fields rule) {
    return rule.text("id").map(Text::value).map(id -> "rule `" + id + "`").orElse("a rule");
  }
}
