/** Why a law says what it says to an offer, and the freshest public statement behind it. */
import { useQuery } from '@tanstack/react-query';
import { claimsQuery, type Cell } from '../api/insight';
import type { Schemas } from '../api/types';
import { Dialog } from '../ui/Dialog';
import { Loaded } from '../ui/Loaded';
import { Tag } from '../ui/Tag';
import { providerName, words } from '../words';
import { date, placeList, sentence, UNKNOWN_PLACE } from '../words/format';
import { trendsWords } from '../words/trends';
import { addresses, ageWords, offerName, wordOf } from './matrix';

const text = trendsWords.map;

export function CellDialog({ cell, place, onClose }: { cell: Cell; place: string; onClose: () => void }) {
  return (
    <Dialog title={`${providerName(cell.provider)}, ${offerName(cell)}: ${place}`} onClose={onClose}>
      <p>
        <Tag shape={wordOf(cell)}>{cell.headline}</Tag>
      </p>
      {cell.reason !== undefined && (
        <dl className="facts">
          <div>
            <dt>{text.reason}</dt>
            <dd>{sentence(cell.reason.text)}</dd>
          </div>
          {cell.reason.fix !== '' && (
            <div>
              <dt>{text.fix}</dt>
              <dd>{sentence(cell.reason.fix)}</dd>
            </div>
          )}
          <div>
            <dt>{text.rule}</dt>
            <dd>{cell.reason.rule}</dd>
          </div>
        </dl>
      )}
      <h3>{text.statement}</h3>
      {cell.freshest === undefined ? <p>{text.statementNone}</p> : <Statement cell={cell} line={cell.freshest} />}
    </Dialog>
  );
}

function Statement({ cell, line }: { cell: Cell; line: Schemas['EvidenceView'] }) {
  const claims = useQuery(claimsQuery);
  return (
    <Loaded query={claims}>
      {({ offers }) => {
        const claim = offers
          .find((offer) => offer.id === cell.offer)
          ?.claims.find((each) => each.about === line.aspect && line.source === `${each.publisher}, ${each.title}`);
        const named = line.places.filter((each) => each !== UNKNOWN_PLACE);
        return (
          <dl className="facts">
            <Fact name={text.aspect}>{text.abouts[line.aspect] ?? line.aspect}</Fact>
            <Fact name={text.places}>{named.length === 0 ? words.verdict.placeUnknown : placeList(named)}</Fact>
            {claim !== undefined && <Fact name={text.says}>{sentence(claim.reading)}</Fact>}
            <Fact name={text.publisher}>{line.source}</Fact>
            <Fact name={text.checkedOn}>{`${date(line.observedOn)}, ${ageWords(line.ageDays)}`}</Fact>
            <Fact name={text.grade}>{words.verdict.grades[line.grade] ?? line.grade}</Fact>
            {claim !== undefined && (
              <div>
                <dt>{text.sourceText}</dt>
                <dd>
                  <SourceLinks source={claim.url} />
                </dd>
              </div>
            )}
          </dl>
        );
      }}
    </Loaded>
  );
}

/** The addresses of a source as links to other hosts; where it has none, its words. */
export function SourceLinks({ source }: { source: string }) {
  const urls = addresses(source);
  return urls.length === 0
    ? source
    : urls.map((url) => (
        <a key={url} className="source" href={url} rel="noreferrer" target="_blank">
          {url}
        </a>
      ));
}

function Fact({ name, children }: { name: string; children: string | undefined }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
