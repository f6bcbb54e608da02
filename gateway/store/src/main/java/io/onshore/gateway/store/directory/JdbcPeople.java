package io.onshore.gateway.store.directory;

import io.onshore.gateway.directory.People;
import io.onshore.gateway.directory.Person;
import io.onshore.gateway.practice.PracticeId;
import io.onshore.gateway.practice.Role;
import io.onshore.gateway.store.transaction.Binder;
import io.onshore.gateway.store.transaction.Transactions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * People as rows, one for each subject of a practice. A row may be lost in a crash: it is written
 * again when the person is seen again. Safe for several threads and replicas.
 */
public final class JdbcPeople implements People {
  /** Stands between roles and at both ends, so that one is found by itself. */
  private static final String BESIDE = " ";

  private final Transactions transactions;

  public JdbcPeople(Transactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public void keep(Person seen) {
    transactions.run(
        "the person could not be written",
        connection -> {
          // Nothing to update and nothing to insert: a later day is there.
          if (!updated(connection, seen)
              && !Transactions.inserted(connection, ignored -> insert(connection, seen))) {
            var _ = updated(connection, seen);
          }
        });
  }

  private static boolean updated(Connection connection, Person seen) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            """
            UPDATE people SET name = CASE WHEN ? THEN name ELSE ? END,
              roles = ?, login = ?, seen_on = ?
            WHERE practice_id = ? AND subject = ? AND seen_on <= ?
            """)) {
      Binder bind = new Binder(update);
      bind.flag(seen.nameless());
      bind.text(seen.name());
      bind.text(column(seen.roles()));
      bind.text(seen.login());
      bind.day(Optional.of(seen.lastSeen()));
      bind.text(seen.practice().value());
      bind.text(seen.subject());
      bind.day(Optional.of(seen.lastSeen()));
      return update.executeUpdate() > 0;
    }
  }

  private static void insert(Connection connection, Person seen) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO people (practice_id, subject, name, roles, login, seen_on)
            VALUES (?, ?, ?, ?, ?, ?)
            """)) {
      Binder bind = new Binder(insert);
      bind.text(seen.practice().value());
      bind.text(seen.subject());
      bind.text(seen.name());
      bind.text(column(seen.roles()));
      bind.text(seen.login());
      bind.day(Optional.of(seen.lastSeen()));
      insert.executeUpdate();
    }
  }

  @Override
  public List<Person> list(
      PracticeId practice, Optional<Role> role, Optional<String> after, int limit) {
    return transactions.get(
        "the people could not be read",
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  """
                  SELECT * FROM people WHERE practice_id = ? AND subject > ? AND roles LIKE ?
                  ORDER BY subject FETCH FIRST ? ROWS ONLY
                  """)) {
            Binder bind = new Binder(select);
            bind.text(practice.value());
            bind.text(after.orElse(""));
            bind.text(role.map(each -> "%" + column(Set.of(each)) + "%").orElse("%"));
            bind.number(limit);
            try (ResultSet row = select.executeQuery()) {
              List<Person> people = new ArrayList<>();
              while (row.next()) {
                people.add(read(practice, row));
              }
              return List.copyOf(people);
            }
          }
        });
  }

  private static Person read(PracticeId practice, ResultSet row) throws SQLException {
    return new Person(
        practice,
        row.getString("subject"),
        row.getString("name"),
        roles(row.getString("roles")),
        Optional.ofNullable(row.getString("login")),
        row.getObject("seen_on", LocalDate.class));
  }

  private static String column(Set<Role> roles) {
    return Stream.concat(roles.stream().map(Role::id).sorted(), Stream.of(""))
        .collect(Collectors.joining(BESIDE, BESIDE, ""));
  }

  /** A role that a newer version wrote is none here. */
  private static Set<Role> roles(String column) {
    return Arrays.stream(column.split(BESIDE, -1))
        .flatMap(each -> Role.ofId(each).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Forgets who was not seen since before a day, within somebody else's transaction. */
  public static void forget(Connection connection, PracticeId practice, LocalDate before)
      throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM people WHERE practice_id = ? AND seen_on < ?")) {
      Binder bind = new Binder(delete);
      bind.text(practice.value());
      bind.day(Optional.of(before));
      delete.executeUpdate();
    }
  }
}
