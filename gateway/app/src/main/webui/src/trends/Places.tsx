/** What each law says to each provider's offers: the map, its filters, and the cell that is open. */
import { useQuery } from '@tanstack/react-query';
import { useOutletContext, useSearchParams } from 'react-router';
import { jurisdictionsQuery } from '../api/gateway';
import { matrixQuery } from '../api/insight';
import type { Jurisdiction, Member } from '../api/types';
import { Field } from '../ui/Fields';
import { Icon } from '../ui/Icon';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { providerName } from '../words';
import { trendsWords } from '../words/trends';
import { CellDialog } from './CellDialog';
import { LawChoice } from './LawChoice';
import { countWords, groupBy, lawsOf, WORDS } from './matrix';
import { PlacesMap } from './PlacesMap';
import { TrendsMenu } from './TrendsMenu';

const text = trendsWords.map;

export function Places() {
  const jurisdictions = useQuery(jurisdictionsQuery);
  return (
    <Page title={text.title}>
      <TrendsMenu />
      <p className="lead">{text.lead}</p>
      <Loaded query={jurisdictions}>{(all) => <Matrix all={all} />}</Loaded>
    </Page>
  );
}

function Matrix({ all }: { all: readonly Jurisdiction[] }) {
  const me = useOutletContext<Member>();
  const [address, setAddress] = useSearchParams();
  const laws = lawsOf(address.get('laws'), all, me.practice.jurisdiction);
  const provider = address.get('provider') ?? '';
  const matrix = useQuery(matrixQuery(laws));
  const home = laws[0] ?? '';
  const nameOf = (id: string) => all.find((each) => each.id === id)?.name ?? id;
  const put = (changes: Record<string, string | undefined>) => {
    const next = new URLSearchParams(address);
    Object.entries(changes).forEach(([name, value]) => (value === undefined || value === '' ? next.delete(name) : next.set(name, value)));
    setAddress(next);
  };
  return (
    <Loaded query={matrix}>
      {({ cells, contractsSigned }) => {
        const shown = cells.filter((cell) => provider === '' || cell.provider === provider);
        const own = shown.filter((cell) => cell.jurisdiction === home);
        const [offer, law] = (address.get('cell') ?? '').split('~');
        const open = cells.find((cell) => cell.offer === offer && cell.jurisdiction === law);
        return (
          <>
            <p className="picture-says">{text.conclusion(nameOf(home), countWords(own), own.length)}</p>
            <p className="quiet">
              {text.assumes(contractsSigned)} {text.proveIt}
            </p>
            <div className="filters">
              <Field id="provider" label={text.provider}>
                <select id="provider" value={provider} onChange={(event) => put({ provider: event.target.value, cell: undefined })}>
                  <option value="">{text.allProviders}</option>
                  {[...groupBy(cells, (cell) => cell.provider).keys()].map((each) => (
                    <option key={each} value={each}>
                      {providerName(each)}
                    </option>
                  ))}
                </select>
              </Field>
              <LawChoice key={laws.join()} all={all} chosen={laws} onChoose={(ids) => put({ laws: ids.join(','), cell: undefined })} />
            </div>
            {shown.length === 0 ? (
              <Notice shape="unknown" title={text.empty}>
                <p>{text.emptyHint}</p>
              </Notice>
            ) : (
              <PlacesMap
                cells={shown}
                laws={laws}
                nameOf={nameOf}
                byOffer={provider !== ''}
                onProvider={(each) => put({ provider: each })}
                onCell={(cell) => put({ cell: `${cell.offer}~${cell.jurisdiction}` })}
              />
            )}
            <Legend />
            {open !== undefined && <CellDialog cell={open} place={nameOf(open.jurisdiction)} onClose={() => put({ cell: undefined })} />}
          </>
        );
      }}
    </Loaded>
  );
}

function Legend() {
  return (
    <section aria-labelledby="legend">
      <h2 id="legend">{text.legend}</h2>
      <ul className="legend">
        {WORDS.map((word) => (
          <li key={word}>
            <Icon shape={word} />
            {text.legends[word]}
          </li>
        ))}
      </ul>
      <p className="quiet">{text.legendAge}</p>
    </section>
  );
}
