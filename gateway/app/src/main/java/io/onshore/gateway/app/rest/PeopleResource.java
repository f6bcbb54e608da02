package io.onshore.gateway.app.rest;

import io.onshore.gateway.app.security.CurrentCaller;
import io.onshore.gateway.directory.Directory;
import io.onshore.gateway.directory.Person;
import io.onshore.gateway.practice.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The people of a practice by name. Everywhere else they are named by their subject. */
@Path("/api/v1/people")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "sign-in")
public class PeopleResource {
  private static final int PAGE = 200;

  private final CurrentCaller caller;
  private final Directory directory;

  PeopleResource(CurrentCaller caller, Directory directory) {
    this.caller = caller;
    this.directory = directory;
  }

  @GET
  @RolesAllowed({"practice-admin", "compliance", "auditor"})
  @Operation(summary = "Who was seen acting for the practice, by name; 200 a page")
  public PeoplePage list(
      @QueryParam("role") @Nullable String role, @QueryParam("cursor") @Nullable String cursor) {
    List<Directory.Entry> found =
        directory.list(
            caller.get().practice(),
            Optional.ofNullable(role).map(PeopleResource::role),
            Optional.ofNullable(cursor),
            PAGE);
    return new PeoplePage(
        found.stream().map(PersonView::of).toList(),
        found.size() < PAGE ? Optional.empty() : Optional.of(found.getLast().person().subject()));
  }

  private static Role role(String id) {
    return Role.ofId(id)
        .orElseThrow(
            () ->
                Requests.invalid(
                    "`role` cannot be understood", "send a role such as `compliance`"));
  }

  /**
   * A page of people.
   *
   * @param people in the order of their subjects
   * @param next the cursor of the next page, if this one is full
   */
  public record PeoplePage(List<PersonView> people, Optional<String> next) {}

  /**
   * A person or program.
   *
   * @param subject by which everything else names them
   * @param name for people to read; the subject where nobody told one
   * @param roles in the practice, when they were last seen
   * @param lastSeenOn the day, in UTC
   * @param offered whether to offer them where something can be given to a person; not those who
   *     left, have no role, or were not seen for 90 days
   */
  public record PersonView(
      String subject, String name, List<String> roles, LocalDate lastSeenOn, boolean offered) {
    static PersonView of(Directory.Entry entry) {
      Person person = entry.person();
      return new PersonView(
          person.subject(),
          person.name(),
          person.roles().stream().map(Role::id).sorted().toList(),
          person.lastSeen(),
          entry.offered());
    }
  }
}
