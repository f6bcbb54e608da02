/** Where more storage begins: with an account that is there, or with one at a provider whose facts stand here. */
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { accountsQuery, cardsQuery, type Account, type Card } from '../api/storage';
import { Loaded } from '../ui/Loaded';
import { Page } from '../ui/Page';
import { providerName } from '../words';
import { bytes } from '../words/format';
import { storageWords } from '../words/storage';
import { canConnect, factSheet } from './facts';
import { AccountTag, Back, Facts, Outside, useRights } from './parts';

const text = storageWords.create;

export function NewStorage() {
  const cards = useQuery(cardsQuery);
  const accounts = useQuery(accountsQuery);
  const { admin } = useRights();
  return (
    <>
      <Back to="/storage" />
      <Page title={text.title}>
        {admin ? (
          <>
            <p className="lead">{text.lead}</p>
            <Loaded query={accounts}>{(all) => (all.length === 0 ? null : <Existing accounts={all} />)}</Loaded>
            <h2>{text.another}</h2>
            <Loaded query={cards}>
              {(all) => (
                <ul className="cards">
                  {all.map((card) => (
                    <CardItem key={card.provider} card={card} />
                  ))}
                </ul>
              )}
            </Loaded>
          </>
        ) : (
          <p className="quiet">{storageWords.readOnly}</p>
        )}
      </Page>
    </>
  );
}

function Existing({ accounts }: { accounts: readonly Account[] }) {
  return (
    <>
      <h2>{text.existing}</h2>
      <ul className="ways">
        {accounts.map((account) => (
          <li key={account.id}>
            <Link to={`/storage/new/destination?account=${encodeURIComponent(account.id)}`}>{text.useIt(account.id)}</Link>
            <span className="quiet">{providerName(account.provider)}</span>
            <AccountTag state={account.state} />
          </li>
        ))}
      </ul>
    </>
  );
}

function CardItem({ card }: { card: Card }) {
  const sheet = factSheet(card.factSheet);
  return (
    <li className="panel">
      <h3>{card.title}</h3>
      <p>{sheet.summary}</p>
      <Facts facts={[{ label: text.largest, value: bytes(card.maxBytes) }]} />
      <details className="details">
        <summary>{text.facts}</summary>
        <p className="facts-title">{text.canProve}</p>
        {sheet.evidence.length === 0 ? (
          <p>{text.nothingProven}</p>
        ) : (
          <ul>
            {sheet.evidence.map((each) => (
              <li key={`${each.aspect} ${each.field} ${each.needs}`}>
                {text.needs(storageWords.evidence.aspects[each.aspect] ?? text.account, each.needs)}{' '}
                <code className="quiet">{each.field}</code>
              </li>
            ))}
          </ul>
        )}
        {card.scopes.length > 0 && <p className="facts-title">{text.asked}</p>}
        <ul>
          {card.scopes.map((scope) => (
            <li key={`${scope.actsAs} ${scope.name}`}>
              <code>{scope.name}</code>{' '}
              <span className="quiet">
                {scope.actsAs === 'PERSON' ? text.asPerson : text.asApplication},{' '}
                {scope.required ? text.mustHave : text.mayHave}
              </span>
              <br />
              {scope.reason}
            </li>
          ))}
        </ul>
        <p className="facts-title">{text.sources}</p>
        <p className="actions">
          {sheet.sources.map((source, index) => (
            <Outside key={source} href={source}>
              {text.source(index + 1)}
            </Outside>
          ))}
        </p>
      </details>
      {canConnect(card) ? (
        <p>
          <Link className="button button-secondary" to={`/storage/new/account/${card.provider}`}>
            {text.choose(card.title)}
          </Link>
        </p>
      ) : (
        <p className="quiet">{text.operators}</p>
      )}
    </li>
  );
}
