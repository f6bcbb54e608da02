/** The words for people: who did something, and to whom something is given. */
export const peopleWords = {
  gateway: 'The gateway',
  gatewayWithin: 'the gateway',
  you: 'you',
  youFirst: 'You',
  /** Read out after a name; the eye has it on hover. */
  id: (subject: string) => ` (${subject})`,
  /** Of two people with one name each is told apart. */
  same: (name: string, subject: string) => `${name} (${subject})`,
  nobody: 'Nobody',
  me: 'Me',
};
