/** Texts of the trends, of the month's report and of the law by place. */
import { date, list, number, percent } from './format';

const sends = (count: number) => (count === 1 ? '1 send' : `${number(count)} sends`);
const cases = (count: number) => (count === 1 ? '1 case' : `${number(count)} cases`);
/** More packs than these are counted and not named. */
const FEW_PACKS = 4;
const weeks = (count: number) => (count === 1 ? '1 week' : `${number(count)} weeks`);

export const trendsWords = {
  title: 'Trends',
  menu: 'Parts of trends',
  overTime: 'Over time',
  places: 'Law by place',
  period: 'How far back',
  periods: { '4': '4 weeks', '13': '3 months', '26': '6 months', '52': 'A year' } as Record<string, string>,
  noRoles: 'The month’s report is for compliance staff and auditors. Ask one of them for it.',
  outcomes: {
    ALLOW: 'Went',
    NOTICE: 'Went, with a notice',
    WARN: 'Warned',
    HOLD: 'Held',
    BLOCK: 'Not allowed',
  } as Record<string, string>,
  week: 'Week from',
  weekOf: (day: string) => date(day),
  total: 'All sends',
  numbers: (title: string) => `${title}, in numbers`,
  notEnough: (count: number, touched: number) =>
    `Not enough sends yet to see a trend: ${sends(count)} in ${weeks(touched)}.`,
  none: 'Nothing was sent in this time.',
  noneHint: 'Choose a longer time, or come back when files have been sent.',
  warnings: {
    title: 'Warnings per 1,000 sends',
    head: 'Warnings per 1,000',
    warned: 'Sends with a warning or more',
    up: (now: number, before: number) => `Warnings went up: ${number(now)} per 1,000 sends lately, ${number(before)} before.`,
    down: (now: number, before: number) =>
      `Warnings went down: ${number(now)} per 1,000 sends lately, ${number(before)} before.`,
    flat: (now: number) => `Warnings stayed as they were: ${number(now)} per 1,000 sends.`,
    changed: 'Rules changed',
    ownRules: (version: number, day: string) => `Version ${version} of your rules came in force, ${date(day)}`,
    ownRulesEnded: (version: number, day: string) => `Version ${version}: you have no rules of your own any more, ${date(day)}`,
    rulebook: (packs: readonly string[], day: string) =>
      `The rulebook changed in ${packs.length > FEW_PACKS ? `${number(packs.length)} packs` : list(packs)}, ${date(day)}`,
    claims: (providers: readonly string[], day: string) => `What we know of ${list(providers)} changed, ${date(day)}`,
    mark: (index: number) => `R${index}`,
    markRange: (first: string, last: string) => `${first}–${last}`,
    marks: 'Where the rules changed:',
  },
  sends: {
    title: 'Sends by outcome',
    sentence: (total: number, went: number) => `${percent(went)} of ${sends(total)} went without anybody being stopped.`,
  },
  overrides: {
    title: 'Overrides by rule',
    sentence: (count: number, noisy: number, budget: number) =>
      noisy === 0
        ? `No rule is over its budget of ${percent(budget)} overrides.`
        : `${noisy} of ${count} ${count === 1 ? 'rule' : 'rules'} may be crying wolf: people go on more often than ${percent(budget)}.`,
    few: (least: number) => `Too few interruptions to judge a rule: that takes ${number(least)}.`,
    none: 'No rule interrupted anybody in this time.',
    rule: 'Rule',
    shown: 'Shown',
    acknowledged: 'Went on',
    rate: 'Went on, of shown',
    perHundred: 'Shown per 100 sends',
    judged: 'Our view',
    wolf: 'This rule may be crying wolf',
    often: 'Interrupts more than its budget',
    kept: 'Within its budget',
    tooFew: 'Too few to judge',
    budget: (budget: number) => `Budget ${percent(budget)}`,
    axis: 'Share of interruptions after which people went on',
  },
  cases: {
    title: 'Cases by week',
    opened: 'Opened',
    decided: 'Decided',
    overdue: 'Became overdue',
    sentence: (opened: number, decided: number, overdue: number) =>
      opened + decided + overdue === 0
        ? 'No case was opened, decided or left over in this time.'
        : `${number(opened)} opened, ${number(decided)} decided, ${number(overdue)} became overdue.`,
  },
  decisions: {
    title: 'Time to decision',
    none: 'No case was decided in this time.',
    one: (all: string) => `Only 1 case was decided in this time, within ${all}. That is too few to see a trend.`,
    few: (count: number, half: string, all: string) =>
      `Only ${cases(count)} were decided in this time: half within ${half}, all within ${all}.`,
    sentence: (count: number, half: string, most: string) =>
      `Half of the ${cases(count)} were decided within ${half}, nine of ten within ${most}.`,
    minutes: 'Minutes from opening a case to its first decision',
    hours: 'Hours from opening a case to its first decision',
    days: 'Days from opening a case to its first decision',
    half: 'Half within',
    most: 'Nine of ten within',
    decided: 'Cases decided',
    fewHint: 'Where fewer than ten cases were decided in a week, nine of ten means all of them.',
    nothing: '–',
  },
  funnel: {
    title: 'From warning to decision, by rule',
    nobody: (shown: number) =>
      shown === 1 ? 'Nobody went on after the 1 interruption.' : `Nobody went on after any of ${number(shown)} interruptions.`,
    sentence: (
      shown: number,
      went: number,
      became: { accepted: number; moved: number; deleted: number; reported: number; open: number },
    ) => {
      const parts = [
        ...(became.accepted === 0 ? [] : [`${number(became.accepted)} accepted`]),
        ...(became.moved === 0 ? [] : [`${number(became.moved)} to be moved`]),
        ...(became.deleted === 0 ? [] : [`${number(became.deleted)} to be deleted`]),
        ...(became.reported === 0 ? [] : [`${number(became.reported)} reported`]),
        ...(became.open === 0 ? [] : [`${number(became.open)} still open`]),
      ];
      const start = `People went on after ${number(went)} of ${shown === 1 ? '1 interruption' : `${number(shown)} interruptions`}`;
      return parts.length === 0 ? `${start}.` : `${start}: ${list(parts)}.`;
    },
    axis: 'Sends that a rule interrupted. One that several rules interrupted counts for each.',
    rule: 'Rule',
    shown: 'Shown',
    went: 'Went on',
    notOn: 'Did not go on',
    accepted: 'Went on, accepted',
    moved: 'Went on, to be moved',
    ended: 'Went on, to be deleted or reported',
    open: 'Went on, case open',
    columns: { accepted: 'Accepted', moved: 'To be moved', deleted: 'To be deleted', reported: 'Reported', open: 'Still open' },
  },
  month: {
    title: 'Month for the board',
    body: 'One PDF: sends, warnings, cases and evidence of a month. Making it is itself an event.',
    which: 'Which month',
    redact: 'Show roles in place of names of staff',
    make: 'Download the PDF',
    making: 'Making the report…',
    made: (name: string) => `Downloaded ${name}.`,
    missing: 'Choose a month',
    future: 'Choose a month that has begun',
  },
  map: {
    title: 'Law by place',
    lead: 'What each law says to each offer, by what is publicly said of it.',
    chart: 'Offers by law',
    provider: 'Provider',
    allProviders: 'All providers',
    jurisdictions: 'Which laws',
    jurisdictionsHint: 'Each adds a column. Yours come first.',
    choose: 'Choose laws',
    chosen: (names: readonly string[]) => `Shown: ${list(names)}.`,
    show: 'Show these',
    noneChosen: 'Choose at least one law',
    empty: 'No offer of this provider is in the dataset.',
    emptyHint: 'Choose another provider.',
    conclusion: (place: string, counts: { ok: number; warn: number; unknown: number; block: number }, total: number) => {
      const start = `For a patient under the law of ${place}`;
      if (counts.ok > 0) {
        return `${start}, ${number(counts.ok)} of ${number(total)} offers ${counts.ok === 1 ? 'is' : 'are'} proven to stay. ${number(counts.unknown)} can’t be told from public statements.`;
      }
      return `${start}, no offer of ${number(total)} is proven to stay by public statements alone.${counts.block === 0 ? '' : ` ${number(counts.block)} ${counts.block === 1 ? 'is' : 'are'} not allowed.`}`;
    },
    proveIt: 'Evidence from your own account can prove more than public statements. See Storage.',
    assumes: (signed: boolean) =>
      signed ? 'Assumes that the contracts on offer are signed.' : 'Assumes that no contract is signed.',
    offer: 'Offer',
    about: (row: string, place: string) => `${row}, ${place}:`,
    count: (count: number, word: string) => `${number(count)} ${word}`,
    words: {
      ok: 'stays',
      warn: 'may leave',
      unknown: 'can’t tell',
      block: 'not allowed',
      waiting: 'waiting',
    } as Record<string, string>,
    legend: 'What the signs say',
    legends: {
      ok: 'Stays: proven to keep files where this law wants them.',
      warn: 'May leave: known to keep files elsewhere; the law asks for something first.',
      unknown: 'Can’t tell: public statements leave the place open.',
      block: 'Not allowed: this law lets no file go there.',
    } as Record<string, string>,
    legendAge: 'The stronger a cell’s ground, the fresher its statement. A dashed edge: older than half a year, or none.',
    age: (days: number) => (days === 0 ? 'today' : days === 1 ? '1 day old' : `${number(days)} days old`),
    noAge: 'nobody says',
    reason: 'Why',
    fix: 'What would help',
    rule: 'Rule',
    statement: 'Freshest public statement',
    statementNone: 'Nobody says anything about it in public.',
    says: 'It says',
    publisher: 'Published by',
    checkedOn: 'We read it on',
    grade: 'Kind of proof',
    aspect: 'About',
    places: 'Names',
    source: 'Open the source',
    sourceText: 'Where',
    abouts: {
      CONTENT: 'where files are kept',
      BACKUP: 'where backups are kept',
      METADATA: 'where file details are kept',
      SUPPORT: 'from where support can reach files',
      CONTROLLING_PARENT: 'whose company it is',
      CONTRACTING_ENTITY: 'who the contract is with',
      KEYS: 'who holds the keys',
      GATEWAY: 'where the gateway runs',
    } as Record<string, string>,
  },
};
