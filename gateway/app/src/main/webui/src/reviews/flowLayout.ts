/** Where the stops and hops of a send are drawn: side by side on a wide screen, one under another on a narrow one. Pure. */
import type { Flow, Hop, Stop, StopId } from './flow';

export interface Line {
  text: string;
  x: number;
  y: number;
  kind: 'title' | 'place' | 'more' | 'reads' | 'carried';
}

export interface Box {
  id: StopId;
  known: boolean;
  x: number;
  y: number;
  width: number;
  height: number;
  lines: Line[];
}

export interface Arrow {
  id: string;
  done: boolean;
  points: readonly (readonly [number, number])[];
  lines: Line[];
}

export interface Drawing {
  width: number;
  height: number;
  boxes: Box[];
  arrows: Arrow[];
}

const PAD = 12;
const LINE = 19;
const GAP_ROWS = 64;

/** Breaks a text into lines of at most so many characters; a longer word is broken too. */
export function wrap(text: string, most: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ').flatMap((one) => pieces(one, most))) {
    if (line !== '' && line.length + 1 + word.length > most) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return line === '' ? lines : [...lines, line];
}

function pieces(word: string, most: number): string[] {
  const found: string[] = [];
  for (let at = 0; at < word.length; at += most) {
    found.push(word.slice(at, at + most));
  }
  return found;
}

function box(stop: Stop, x: number, y: number, width: number, height?: number): Box {
  const most = Math.floor((width - 2 * PAD) / 7.6);
  const texts: [Line['kind'], string][] = [
    ...wrap(stop.title, Math.floor(most * 0.92)).map((text): [Line['kind'], string] => ['title', text]),
    ...wrap(stop.place, most).map((text): [Line['kind'], string] => ['place', text]),
    ...stop.lines.flatMap((one) => wrap(one, most).map((text): [Line['kind'], string] => ['more', text])),
  ];
  const lines = texts.map(([kind, text], index) => ({ kind, text, x: x + PAD, y: y + PAD + 14 + index * LINE }));
  return { id: stop.id, known: stop.known, x, y, width, height: height ?? 2 * PAD + texts.length * LINE, lines };
}

/** Lines one under another; the first stands at `y`. */
function labels(hop: Hop, x: number, y: number, most: number): Line[] {
  const reads = wrap(hop.reads, most).map((text) => ({ kind: 'reads' as const, text }));
  const carried = wrap(hop.carried, most).map((text) => ({ kind: 'carried' as const, text }));
  return [...reads, ...carried].map((line, index) => ({ ...line, x, y: y + index * 17 }));
}

const WIDE_BOX = 196;
const WIDE_GAP = 112;
const column = (index: number) => 1 + index * (WIDE_BOX + WIDE_GAP);

/** Device, gateway, provider and backup in a row; keys, reach and details under what they belong to. */
export function wide(flow: Flow): Drawing {
  const of = finder(flow);
  const cells: [StopId, number, 0 | 1][] = [
    ['device', 0, 0],
    ['gateway', 1, 0],
    ['provider', 2, 0],
    ['backup', 3, 0],
    ['keys', 0, 1],
    ['reach', 2, 1],
    ['details', 3, 1],
  ];
  const tall = ([0, 1] as const).map((row) =>
    Math.max(...cells.filter((cell) => cell[2] === row).map(([id]) => box(of(id), 0, 0, WIDE_BOX).height)),
  );
  const [first = 0, second = 0] = tall;
  const under = 1 + first + GAP_ROWS;
  const boxes = cells.map(([id, at, row]) => box(of(id), column(at), row === 0 ? 1 : under, WIDE_BOX, row === 0 ? first : second));
  const right = (at: number) => column(at) + WIDE_BOX;
  const middle = 1 + first * 0.5;
  const center = (at: number) => column(at) + WIDE_BOX / 2;
  const across = (at: number, y: number): Arrow['points'] => [[right(at), y], [column(at + 1) - 3, y]];
  const arrows = flow.hops.map((hop): Arrow => {
    const made = { id: `${hop.from}-${hop.to}`, done: hop.done };
    switch (hop.to) {
      case 'gateway':
        return { ...made, points: across(0, middle), lines: beside(hop, right(0), middle) };
      case 'backup':
        return { ...made, points: across(2, middle), lines: beside(hop, right(2), middle) };
      case 'device':
        return { ...made, points: [[center(0), under], [center(0), first + 4]], lines: labels(hop, center(0) + 10, first + 22, 24) };
      case 'details': {
        const turn = right(2) + WIDE_GAP / 2;
        const from = 1 + first * 0.8;
        const to = under + second / 2;
        return {
          ...made,
          points: [[right(2), from], [turn, from], [turn, to], [column(3) - 3, to]],
          lines: labels(hop, column(3), under - 46, 28),
        };
      }
      case 'provider':
        return hop.from === 'gateway'
          ? { ...made, points: across(1, middle), lines: beside(hop, right(1), middle) }
          : { ...made, points: [[center(2), under], [center(2), first + 4]], lines: labels(hop, center(2) + 10, first + 26, 18) };
      case 'keys':
      case 'reach':
        return { ...made, points: [], lines: [] };
    }
  });
  return { width: right(3) + 1, height: under + second + 1, boxes, arrows };
}

/** Who can read above an arrow that goes across, what came below it. */
function beside(hop: Hop, x: number, y: number): Line[] {
  const above = wrap(hop.reads, 14);
  return [
    ...above.map((text, index) => ({ kind: 'reads' as const, text, x: x + 8, y: y - 10 - (above.length - 1 - index) * 17 })),
    ...wrap(hop.carried, 14).map((text, index) => ({ kind: 'carried' as const, text, x: x + 8, y: y + 22 + index * 17 })),
  ];
}

const NARROW = 320;
const INDENT = 36;

/** One under another: the way down at the left, and what belongs to the provider hangs on a rail under it. */
export function narrow(flow: Flow): Drawing {
  const of = finder(flow);
  const hop = (from: StopId, to: StopId) => flow.hops.find((each) => each.from === from && each.to === to);
  const boxes: Box[] = [];
  const arrows: Arrow[] = [];
  let y = 1;
  const add = (id: StopId, x: number) => {
    const made = box(of(id), x, y, NARROW - x - 1);
    boxes.push(made);
    y += made.height;
    return made;
  };
  const way: StopId[] = ['keys', 'device', 'gateway', 'provider'];
  way.forEach((id, index) => {
    const before = way[index - 1];
    const step = before === undefined ? undefined : hop(before, id);
    if (step !== undefined) {
      const lines = labels(step, 42, y + 26, 34);
      const space = 28 + lines.length * 17;
      arrows.push({ id: `${step.from}-${step.to}`, done: step.done, points: [[24, y], [24, y + space - 3]], lines });
      y += space;
    }
    add(id, 1);
  });
  const rail = y;
  for (const id of ['backup', 'details', 'reach'] as const) {
    const step = hop('provider', id) ?? hop(id, 'provider');
    if (step !== undefined) {
      const lines = labels(step, INDENT + 6, y + 24, 34);
      y += 20 + lines.length * 17;
      const made = add(id, INDENT);
      const to = made.y + 24;
      const down: Arrow['points'] = [[14, rail], [14, to], [INDENT - 3, to]];
      arrows.push({
        id: `${step.from}-${step.to}`,
        done: step.done,
        points: step.to === 'provider' ? [[INDENT, to], [14, to], [14, rail + 4]] : down,
        lines,
      });
    }
  }
  return { width: NARROW, height: y + 1, boxes, arrows };
}

function finder(flow: Flow): (id: StopId) => Stop {
  return (id) => {
    const found = flow.stops.find((stop) => stop.id === id);
    if (found === undefined) {
      throw new Error(`no stop ${id}`);
    }
    return found;
  };
}
