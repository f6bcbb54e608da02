/** A person by name, with the id of their sign-in on hover; whoever looks is "you". */
import { Fragment } from 'react';
import { GATEWAY, usePeople } from '../app/people';
import { peopleWords as text } from '../words/people';

/** @param within whether it stands in the middle of a sentence */
export function Person({ subject, within = false }: { subject: string; within?: boolean }) {
  const { me, nameOf } = usePeople();
  if (subject === me.subject) {
    return <span title={subject}>{within ? text.you : text.youFirst}</span>;
  }
  if (subject === GATEWAY) {
    return within ? text.gatewayWithin : text.gateway;
  }
  const name = nameOf(subject);
  return name === subject || name.includes(subject) ? (
    name
  ) : (
    <span title={subject}>
      {name}
      <span className="hidden">{text.id(subject)}</span>
    </span>
  );
}

/** Characters that nobody types, each in the place of one person. */
const MARKS = ['\uE000', '\uE001'] as const;

/**
 * A sentence of the catalogue with people in it.
 *
 * @param who their subjects, two at most
 * @param said the sentence, asked with what stands in the place of each
 */
export function Naming({ who, said }: { who: readonly string[]; said: (...names: [string, string]) => string }) {
  const parts = said(...MARKS).split(/([\uE000\uE001])/);
  return parts.map((part, index) => {
    const subject = who[MARKS.findIndex((mark) => mark === part)];
    const first = parts.slice(0, index).every((before) => before === '');
    return <Fragment key={index}>{subject === undefined ? part : <Person subject={subject} within={!first} />}</Fragment>;
  });
}
