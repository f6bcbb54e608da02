import { describe, expect, it } from 'vitest';
import { changedLines, lines } from '../src/ui/lines';

describe('a text that changed', () => {
  it('is shown line by line, each by its number in its own text', () => {
    expect(lines('a\nb\nc', 'a\nx\ny\nc')).toEqual([
      { sign: ' ', line: 'a', at: 1 },
      { sign: '-', line: 'b', at: 2 },
      { sign: '+', line: 'x', at: 2 },
      { sign: '+', line: 'y', at: 3 },
      { sign: ' ', line: 'c', at: 4 },
    ]);
  });

  it('can be shown without the lines that stay', () => {
    expect(changedLines('a\nb\n', 'a\n\nc\n').map(({ sign, line }) => sign + line)).toEqual(['-b', '+', '+c']);
  });

  it('is as before where only its last line gained an end', () => {
    expect(changedLines('a\nb', 'a\nb\n')).toEqual([]);
  });

  it('may be new as a whole, or gone', () => {
    expect(lines('', 'a\n')).toEqual([{ sign: '+', line: 'a', at: 1 }]);
    expect(lines('a\n', '')).toEqual([{ sign: '-', line: 'a', at: 1 }]);
  });
});
