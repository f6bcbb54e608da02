/** A draft of the practice's own rules: what it starts from, what it changes, and what is sent. No drawing here. */
import type { Action, Draft, House, RulesVersion, Simulated } from '../api/insight';
import type { Outcome } from '../api/types';
import { rulesWords as text } from '../words/rules';

/** The house rule that comes with the program; its text need not be sent. */
export const SHIPPED = 'no-foreign-access';

/** Mildest first. */
export const ACTIONS = ['PROCEED', 'WARN', 'ACKNOWLEDGE', 'HOLD', 'BLOCK'] as const satisfies readonly Action[];

/** The outcomes that can be answered more strictly, with what the law asks for; nothing is stricter than no sending. */
export const LEAST: readonly { outcome: Outcome; least: Action }[] = [
  { outcome: 'ALLOW', least: 'PROCEED' },
  { outcome: 'NOTICE', least: 'WARN' },
  { outcome: 'WARN', least: 'ACKNOWLEDGE' },
  { outcome: 'HOLD', least: 'HOLD' },
];

export type Mode = 'off' | 'ON_TRIAL' | 'ENFORCED';

/** A rule in the form, also one that is off. */
export interface HouseChoice {
  name: string;
  mode: Mode;
  /** Absent where the text comes with the program. */
  text?: string;
}

export interface Typed {
  house: HouseChoice[];
  raised: Partial<Record<string, Action>>;
}

/** What is in force, as the form shows it; the shipped house rule is always among the choices. */
export function typedFrom(version: RulesVersion | undefined): Typed {
  const house = (version?.house ?? []).map(({ name, mode, text: written }) => ({ name, mode, text: written }));
  return {
    house: house.some((each) => each.name === SHIPPED) ? house : [{ name: SHIPPED, mode: 'off' }, ...house],
    raised: { ...version?.raised },
  };
}

/** What is sent: the rules that are not off, and the answers that are stricter than the law's. */
export function toDraft(typed: Typed): Required<Draft> {
  return {
    house: typed.house.flatMap(({ name, mode, text: written }): House[] =>
      mode === 'off' ? [] : [{ name, mode, ...(written === undefined ? {} : { text: written }) }],
    ),
    raised: Object.fromEntries(Object.entries(typed.raised).flatMap(([outcome, action]) => (action === undefined ? [] : [[outcome, action]]))),
  };
}

type Rules = Pick<RulesVersion, 'raised'> & { house: readonly House[] };

const NOTHING: Rules = { raised: {}, house: [] };

/** What one version changes of another, a sentence for each. */
export function changes(before: Rules | undefined, after: Rules): string[] {
  const old = before ?? NOTHING;
  const said: string[] = [];
  const nameOf = (name: string) => text.house.names[name] ?? name;
  const modeOf = (mode: string | undefined) => (text.modes[mode ?? 'ENFORCED'] ?? '').toLowerCase();
  for (const house of after.house) {
    const was = old.house.find((each) => each.name === house.name);
    const name = nameOf(house.name ?? '');
    if (was === undefined) {
      said.push(text.change.houseOn(name, modeOf(house.mode)));
    } else {
      if (was.mode !== house.mode) {
        said.push(text.change.houseMode(name, modeOf(was.mode), modeOf(house.mode)));
      }
      if (was.text !== undefined && house.text !== undefined && was.text !== house.text) {
        said.push(text.change.houseText(name));
      }
    }
  }
  old.house
    .filter((was) => !after.house.some((house) => house.name === was.name))
    .forEach((was) => said.push(text.change.houseOff(nameOf(was.name ?? ''))));
  for (const { outcome, least } of LEAST) {
    const [was, is] = [old.raised[outcome] ?? least, after.raised[outcome] ?? least];
    if (was !== is) {
      const words = text.raise;
      said.push(
        text.change.raised(words.when(words.outcomes[outcome] ?? outcome), words.actions[was] ?? was, words.actions[is] ?? is),
      );
    }
  }
  return said;
}

const rank = (action: string) => ACTIONS.findIndex((each) => each === action);

export function stricter(changed: Simulated['changes']): number {
  return changed.filter((each) => rank(each.wouldAct) > rank(each.action)).length;
}

export function milder(changed: Simulated['changes']): number {
  return changed.filter((each) => rank(each.wouldAct) < rank(each.action)).length;
}

/** A finding as changes name it: the rule, and what it weighs, such as `AU-APP8-USE=WARN`. */
export function ruleAndWeight(finding: string): { rule: string; weight?: string } {
  const [rule = finding, weight] = finding.split('=');
  return weight === undefined ? { rule } : { rule, weight };
}

/** How many of the listed changes had each action, and would have it. */
export function byAction(changed: Simulated['changes']): { action: Action; before: number; after: number }[] {
  return ACTIONS.map((action) => ({
    action,
    before: changed.filter((each) => each.action === action).length,
    after: changed.filter((each) => each.wouldAct === action).length,
  })).filter((row) => row.before + row.after > 0);
}
