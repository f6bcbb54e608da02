package io.onshore.gateway.app.wiring;

import io.onshore.gateway.app.config.OnshoreSettings;
import io.onshore.gateway.consent.EmergencyRule;
import io.onshore.gateway.consent.Statements;
import io.onshore.gateway.destination.Connectors;
import io.onshore.gateway.destination.SetUp;
import io.onshore.gateway.dossier.Dossiers;
import io.onshore.gateway.residency.ResidencyDesk;
import io.onshore.gateway.review.Budget;
import io.onshore.gateway.review.CaseWork;
import io.onshore.gateway.review.DueDates;
import io.onshore.gateway.review.Objections;
import io.onshore.gateway.review.Rates;
import io.onshore.gateway.review.ReviewCase;
import io.onshore.gateway.review.ReviewCases;
import io.onshore.gateway.review.ReviewFigures;
import io.onshore.gateway.review.RuleChanges;
import io.onshore.gateway.review.RuleOwners;
import io.onshore.gateway.review.RulingDesk;
import io.onshore.gateway.review.SendCases;
import io.onshore.gateway.review.Trends;
import io.onshore.gateway.rules.KeptTexts;
import io.onshore.gateway.rules.RulesInForce;
import io.onshore.gateway.rules.RulesVersions;
import io.onshore.gateway.store.JdbcStore;
import io.onshore.gateway.transfer.Removal;
import io.onshore.gateway.transfer.TransferControl;
import io.onshore.gateway.transfer.TransferJournal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Assembles what compliance staff work with. */
@ApplicationScoped
class Reviews {
  @Produces
  @Singleton
  DueDates due(OnshoreSettings settings) {
    Map<ReviewCase.Kind, Integer> days = new EnumMap<>(ReviewCase.Kind.class);
    settings
        .review()
        .dueWorkingDays()
        .forEach(
            (kind, number) ->
                days.put(
                    ReviewCase.Kind.valueOf(kind.toUpperCase(Locale.ROOT).replace('-', '_')),
                    number));
    return new DueDates(days, settings.review().zone());
  }

  @Produces
  @Singleton
  EmergencyRule emergencies(OnshoreSettings settings) {
    return new EmergencyRule(Set.copyOf(settings.review().emergencyLifts()));
  }

  @Produces
  @Singleton
  SendCases sends(DueDates due, Clock clock) {
    return new SendCases(due, clock);
  }

  @Produces
  @Singleton
  ReviewFigures figures(JdbcStore store) {
    return store.figures();
  }

  @Produces
  @Singleton
  RuleOwners owners(RulesInForce rules, RulesVersions versions) {
    return new RuleOwners(rules, versions);
  }

  @Produces
  @Singleton
  Objections objections(
      TransferJournal journal, ReviewCases cases, RuleOwners owners, DueDates due, Clock clock) {
    return new Objections(journal, cases, owners, due, clock);
  }

  @Produces
  @Singleton
  CaseWork work(
      Supplier<SetUp> setUp,
      Connectors connectors,
      TransferControl control,
      ReviewCases cases,
      TransferJournal journal,
      DueDates due,
      Clock clock) {
    return new CaseWork(
        cases,
        journal,
        new Removal(setUp, connectors, control),
        due,
        clock,
        task -> Thread.ofVirtual().name("ruling").start(task));
  }

  @Produces
  @Singleton
  RulingDesk rulings(
      Supplier<SetUp> setUp,
      ReviewCases cases,
      TransferJournal journal,
      Dossiers dossiers,
      ResidencyDesk desk,
      Statements statements,
      CaseWork work,
      DueDates due,
      Clock clock) {
    return new RulingDesk(
        setUp, cases, journal, dossiers, desk, statements::push, work, due, clock);
  }

  @Produces
  @Singleton
  Rates rates(
      ReviewFigures figures,
      ReviewCases cases,
      RuleOwners owners,
      RulesInForce rules,
      OnshoreSettings settings,
      DueDates due,
      Clock clock) {
    OnshoreSettings.Budget budget = settings.review().budget();
    return new Rates(
        figures,
        cases,
        owners,
        rules,
        new Budget(
            budget.interruptionsPerHundred(),
            budget.overridePercent(),
            budget.leastSends(),
            budget.leastInterruptions()),
        due,
        clock);
  }

  @Produces
  @Singleton
  Trends trends(ReviewFigures figures, Clock clock) {
    return new Trends(figures, clock);
  }

  @Produces
  @Singleton
  RuleChanges changes(KeptTexts kept, RulesVersions versions) {
    return new RuleChanges(kept, versions);
  }
}
