/** Every public statement behind the verdicts: what it says, who said it where, and the day it was read. */
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { claimsQuery } from '../api/insight';
import type { Schemas } from '../api/types';
import { offerName } from '../trends/matrix';
import { SourceLinks } from '../trends/CellDialog';
import { trendsWords } from '../words/trends';
import { Field } from '../ui/Fields';
import { Loaded } from '../ui/Loaded';
import { Notice } from '../ui/Notice';
import { Page } from '../ui/Page';
import { Table } from '../ui/Table';
import { providerName, words } from '../words';
import { date, placeList, sentence, UNKNOWN_PLACE } from '../words/format';
import { rulesWords } from '../words/rules';
import { RulesMenu } from './RulesMenu';

const text = rulesWords.claimList;

export function ClaimList() {
  const [address, setAddress] = useSearchParams();
  const claims = useQuery(claimsQuery);
  return (
    <Page title={text.title}>
      <RulesMenu />
      <p className="lead">{text.lead}</p>
      <Loaded query={claims}>
        {({ version, asOf, digest, offers }) => {
          const providers = [...new Set(offers.map((offer) => offer.provider))];
          const provider = address.get('provider') ?? providers[0] ?? '';
          const shown = offers.filter((offer) => offer.provider === provider);
          return (
            <>
              <p className="quiet">
                {text.dataset(version, asOf)} <span className="mono">{digest}</span>
              </p>
              <Field id="provider" label={text.provider}>
                <select id="provider" value={provider} onChange={(event) => setAddress({ provider: event.target.value })}>
                  {providers.map((each) => (
                    <option key={each} value={each}>
                      {providerName(each)}
                    </option>
                  ))}
                </select>
              </Field>
              {shown.length === 0 ? (
                <Notice shape="unknown" level="p" title={text.none}>
                  <p>{text.noneHint}</p>
                </Notice>
              ) : (
                shown.map((offer) => <Offer key={offer.id} offer={offer} />)
              )}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

function Offer({ offer }: { offer: Schemas['OfferView'] }) {
  const name = offerName(offer);
  return (
    <details className="details offer">
      <summary>
        <h2>{name}</h2>
        <span className="quiet">{text.count(offer.claims.length)}</span>
      </summary>
      {offer.conditions.length > 0 && (
        <>
          <h3>{text.conditions}</h3>
          <ul>
            {offer.conditions.map((condition) => (
              <li key={condition}>{sentence(condition)}</li>
            ))}
          </ul>
        </>
      )}
      <Table
        caption={name}
        hideCaption
        columns={[
          { id: 'says', head: text.says, cell: (claim) => sentence(claim.reading) },
          { id: 'about', head: text.about, cell: (claim) => trendsWords.map.abouts[claim.about] ?? claim.about },
          { id: 'places', head: text.places, cell: (claim) => namesOf(claim.places) },
          { id: 'grade', head: text.grade, cell: (claim) => words.verdict.grades[claim.grade] ?? claim.grade },
          {
            id: 'source',
            head: text.source,
            cell: (claim) => (
              <>
                {claim.publisher}, {claim.title}
                <br />
                <SourceLinks source={claim.url} />
              </>
            ),
          },
          {
            id: 'on',
            head: text.on,
            cell: (claim) => (claim.supersededOn === undefined ? date(claim.verifiedOn) : text.replaced(claim.supersededOn)),
          },
        ]}
        rows={offer.claims}
        rowKey={(claim) => claim.id}
      />
    </details>
  );
}

function namesOf(places: readonly string[]): string {
  const known = places.filter((place) => place !== UNKNOWN_PLACE);
  return known.length === 0 ? words.verdict.placeUnknown : placeList(known);
}
