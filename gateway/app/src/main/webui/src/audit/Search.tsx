/** The trail: its proof, three ways to begin, free filters, and what was found. The filters are in the address. */
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { verificationQuery } from '../api/insight';
import { Page } from '../ui/Page';
import { auditWords } from '../words/audit';
import { AuditMenu } from './AuditMenu';
import { fromAddress, isEmpty, toAddress, type Typed } from './filter';
import { FilterForm } from './FilterForm';
import { Presets } from './Presets';
import { BrokenChain, Proof } from './Proof';
import { Results } from './Results';

const text = auditWords;

/** In the address once somebody goes on although the chain is broken. */
const ALL_THE_SAME = 'broken';

export function Search() {
  const [address, setAddress] = useSearchParams();
  const verification = useQuery(verificationQuery);
  const typed = fromAddress(address);
  const goOn = address.get(ALL_THE_SAME);
  const find = (next: Typed) =>
    setAddress({ ...toAddress(next), ...(isEmpty(next) ? { type: '' } : {}), ...(goOn === null ? {} : { [ALL_THE_SAME]: goOn }) });
  const asked = [...address.keys()].some((key) => key !== ALL_THE_SAME);
  const { data } = verification;
  if (data?.holds === false && goOn === null) {
    return (
      <Page title={text.proof.broken}>
        <AuditMenu />
        <BrokenChain found={data} onContinue={() => setAddress({ ...toAddress(typed), [ALL_THE_SAME]: 'seen' })} />
      </Page>
    );
  }
  return (
    <Page title={text.title}>
      <AuditMenu />
      <Proof onBroken={() => setAddress(toAddress(typed))} />
      <Presets onFind={find} folded={asked} />
      <FilterForm key={JSON.stringify(typed)} typed={typed} onFind={find} onClear={() => setAddress(goOn === null ? {} : { [ALL_THE_SAME]: goOn })} />
      {asked && <Results key={JSON.stringify(typed)} typed={typed} />}
      <p className="quiet last">{text.read}</p>
    </Page>
  );
}
