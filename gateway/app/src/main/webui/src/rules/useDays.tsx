/** How far back a draft is tried: kept in the address, asked for in a field. */
import { useSearchParams } from 'react-router';
import { Field } from '../ui/Fields';
import { rulesWords } from '../words/rules';

const text = rulesWords.try;
const DAYS = [30, 90, 365] as const;
const USUAL = 90;

/** @returns the days, and the field that asks for them */
export function useDays() {
  const [address, setAddress] = useSearchParams();
  const days = DAYS.find((each) => String(each) === address.get('days')) ?? USUAL;
  const choose = (chosen: string) => setAddress({ ...Object.fromEntries(address), days: chosen }, { replace: true });
  const field = (
    <Field id="days" label={text.days}>
      <select id="days" value={days} onChange={(event) => choose(event.target.value)}>
        {DAYS.map((each) => (
          <option key={each} value={each}>
            {text.daysOf(each)}
          </option>
        ))}
      </select>
    </Field>
  );
  return { days, field };
}
