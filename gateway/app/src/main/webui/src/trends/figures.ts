/** What the weeks and the rates say: counts, shares and the sentence of each picture. No drawing here. */
import type { DecisionTime, RateList, RuleChange, Week } from '../api/insight';
import { providerName } from '../words';
import { within } from '../words/format';
import { trendsWords as text } from '../words/trends';
import { groupBy } from './matrix';

/** The outcomes, mildest first. */
export const OUTCOMES = ['ALLOW', 'NOTICE', 'WARN', 'HOLD', 'BLOCK'] as const;

const sum = (counts: Record<string, number>) => Object.values(counts).reduce((one, other) => one + other, 0);

/** How many sends were warned about, held or refused. */
export function warned(week: Week): number {
  return (week.sends.WARN ?? 0) + (week.sends.HOLD ?? 0) + (week.sends.BLOCK ?? 0);
}

export const sent = (week: Week): number => sum(week.sends);

/** Warnings in 1,000 sends; nothing where nothing was sent, for that is not zero. */
export function perThousand(weeks: readonly Week[]): number | undefined {
  const all = weeks.reduce((total, week) => total + sent(week), 0);
  return all === 0 ? undefined : (weeks.reduce((total, week) => total + warned(week), 0) * 1000) / all;
}

/** The fewest sends in each half that a trend is told from. */
const LEAST_SENDS = 20;

/** What the line of warnings says. */
export function warningsSentence(weeks: readonly Week[]): string {
  const touched = weeks.filter((week) => sent(week) > 0);
  const total = weeks.reduce((all, week) => all + sent(week), 0);
  if (total === 0) {
    return text.none;
  }
  const middle = Math.floor(weeks.length / 2);
  const [before, lately] = [weeks.slice(0, middle), weeks.slice(middle)];
  const enough = (part: readonly Week[]) => part.reduce((all, week) => all + sent(week), 0) >= LEAST_SENDS;
  const [then, now] = [perThousand(before), perThousand(lately)];
  if (then === undefined || now === undefined || !enough(before) || !enough(lately)) {
    return text.notEnough(total, touched.length);
  }
  const change = Math.round(now) - Math.round(then);
  return change === 0 ? text.warnings.flat(now) : (change > 0 ? text.warnings.up : text.warnings.down)(now, then);
}

/** What the columns of outcomes say. */
export function sendsSentence(weeks: readonly Week[]): string {
  const total = weeks.reduce((all, week) => all + sent(week), 0);
  if (total === 0) {
    return text.none;
  }
  const stopped = weeks.reduce((all, week) => all + warned(week), 0);
  return text.sends.sentence(total, ((total - stopped) * 100) / total);
}

export function casesSentence(weeks: readonly Week[]): string {
  const of = (what: 'opened' | 'decided' | 'overdue') => weeks.reduce((all, week) => all + sum(week[what]), 0);
  return text.cases.sentence(of('opened'), of('decided'), of('overdue'));
}

export const caseCount = (week: Week, what: 'opened' | 'decided' | 'overdue'): number => sum(week[what]);

export type Judged = 'wolf' | 'often' | 'kept' | 'tooFew';

/** What its figures say of a rule. Few interruptions prove nothing. */
export function judge(rate: RateList['rules'][number], budget: RateList['budget']): Judged {
  if (rate.interruptions >= budget.leastInterruptions && rate.overridePercent > budget.overridePercent) {
    return 'wolf';
  }
  if (rate.breaches.length > 0) {
    return 'often';
  }
  return rate.interruptions < budget.leastInterruptions ? 'tooFew' : 'kept';
}

export function overridesSentence(rates: RateList): string {
  const { rules, budget } = rates;
  if (rules.length === 0) {
    return text.overrides.none;
  }
  if (rules.every((rate) => judge(rate, budget) === 'tooFew')) {
    return text.overrides.few(budget.leastInterruptions);
  }
  const noisy = rules.filter((rate) => judge(rate, budget) === 'wolf').length;
  return text.overrides.sentence(rules.length, noisy, budget.overridePercent);
}

/** Where what sends are judged by changed. */
export interface Mark {
  /** The Monday of the week. */
  week: string;
  label: string;
  says: string;
}

function sayChange({ kind, at, files, version }: RuleChange): string {
  const says = text.warnings;
  switch (kind) {
    case 'RULEBOOK':
      return says.rulebook(files, at);
    case 'CLAIMS':
      return says.claims(files.map(providerName), at);
    case 'OWN_RULES':
      return says.ownRules(version ?? 0, at);
    case 'OWN_RULES_ENDED':
      return says.ownRulesEnded(version ?? 0, at);
  }
}

/** The changes that fall in the weeks, the first first. */
export function marks(weeks: readonly Week[], changes: readonly RuleChange[]): Mark[] {
  return changes
    .toSorted((one, other) => one.at.localeCompare(other.at))
    .flatMap((change) => {
      const week = weeks.findLast((each) => each.begins <= change.at.slice(0, 10));
      return week === undefined ? [] : [{ week: week.begins, says: sayChange(change) }];
    })
    .map((mark, index) => ({ ...mark, label: text.warnings.mark(index + 1) }));
}

/** One line for each week that has marks: those of the same week would stand on top of each other. */
export function markLines(found: readonly Mark[]): { week: string; label: string }[] {
  return [...groupBy(found, (mark) => mark.week)].map(([week, inWeek]) => {
    const [first, last] = [inWeek[0]?.label ?? '', inWeek.at(-1)?.label ?? ''];
    return { week, label: inWeek.length === 1 ? first : text.warnings.markRange(first, last) };
  });
}

/** The fewest cases of which nine of ten are not simply all. */
const LEAST_DECIDED = 10;

/** What the times to decide say. */
export function decisionSentence(time: DecisionTime | undefined): string {
  const says = text.decisions;
  if (time === undefined) {
    return says.none;
  }
  const { cases, p50Minutes, p90Minutes } = time;
  if (cases === 1) {
    return says.one(within(p90Minutes));
  }
  return (cases < LEAST_DECIDED ? says.few : says.sentence)(cases, within(p50Minutes), within(p90Minutes));
}

const HOUR = 60;
const DAY = 24 * HOUR;

/** The unit that a picture of the weeks' times is drawn in, so that its numbers are neither large nor parts of one. */
export function decisionUnit(weeks: readonly Week[]): { name: 'minutes' | 'hours' | 'days'; minutes: number } {
  const longest = Math.max(0, ...weeks.map((week) => week.decisionTime?.p90Minutes ?? 0));
  if (longest > 3 * DAY) {
    return { name: 'days', minutes: DAY };
  }
  return longest > 3 * HOUR ? { name: 'hours', minutes: HOUR } : { name: 'minutes', minutes: 1 };
}

/** What a rule's interruptions came to, in sends: those that went on, by what became of them. */
export function funnel({ interruptions, overrides, became }: RateList['rules'][number]) {
  return {
    notOn: interruptions - overrides,
    accepted: became.accepted,
    moved: became.moved,
    ended: became.deleted + became.reported,
    open: became.open,
  };
}

/** What the funnels of all rules say together. */
export function funnelSentence(rules: RateList['rules']): string {
  const sumOf = (what: (rule: RateList['rules'][number]) => number) => rules.reduce((total, rule) => total + what(rule), 0);
  const [shown, went] = [sumOf((rule) => rule.interruptions), sumOf((rule) => rule.overrides)];
  if (shown === 0) {
    return text.overrides.none;
  }
  if (went === 0) {
    return text.funnel.nobody(shown);
  }
  return text.funnel.sentence(shown, went, {
    accepted: sumOf(({ became }) => became.accepted),
    moved: sumOf(({ became }) => became.moved),
    deleted: sumOf(({ became }) => became.deleted),
    reported: sumOf(({ became }) => became.reported),
    open: sumOf(({ became }) => became.open),
  });
}

/** The first day of a time that ends today and has that many weeks, as figures count them: in UTC. */
export function firstDay(weeks: number, today: Date): string {
  return new Date(today.getTime() - (weeks * 7 - 1) * 86_400_000).toISOString().slice(0, 10);
}
