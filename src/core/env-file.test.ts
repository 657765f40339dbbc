import { parseEnv } from 'node:util';
import { describe, expect, it } from 'vitest';
import { decodeEnvFile, parseEnvFile } from './env-file.js';

const utf16 = (text: string, order: 'LE' | 'BE'): Buffer => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return order === 'LE' ? bytes : bytes.swap16();
};

describe('decodeEnvFile', () => {
  it.each([
    ['UTF-8', Buffer.from('A=ä')],
    ['UTF-8 with a mark', Buffer.from('\uFEFFA=ä')],
    ['UTF-16 little endian', utf16('A=ä', 'LE')],
    ['UTF-16 big endian', utf16('A=ä', 'BE')],
  ])('reads %s', (_name, bytes) => {
    expect(decodeEnvFile(bytes)).toEqual({ text: 'A=ä' });
  });

  it.each([
    ['UTF-16 or UTF-32 without a byte-order mark', Buffer.from('A=1', 'utf16le')],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x41, 0, 0, 0])],
  ])('guesses nothing of %s', (encoding, bytes) => {
    expect(decodeEnvFile(bytes)).toEqual({ encoding });
  });
});

describe('parseEnvFile', () => {
  const doubts = (text: string) => Object.fromEntries(parseEnvFile(text).assignments.map(({ name, doubt }) => [name, doubt]));

  it('reads what Node reads', () => {
    const text = [
      '# a comment',
      '',
      'A=1',
      ' B = two words ',
      'export C=3',
      'D="a # b"',
      "E='x' # said",
      'F=`"q"`',
      'G=',
      'H= # nothing yet',
      'I=a=b',
      'J="1\\n2"',
      'K=p#w',
      'L=x # y',
      'M="two',
      'lines"',
      'N=last',
    ];
    for (const ending of ['\n', '\r\n']) {
      const source = text.join(ending);
      const { assignments } = parseEnvFile(source);
      expect(Object.fromEntries(assignments.map(({ name, value }) => [name, value]))).toEqual({ ...parseEnv(source) });
    }
  });

  it('says where a value may not be what was meant', () => {
    expect(
      doubts(
        `A=correct horse #1\nB=#1 long\nC=p#w\nD='a' b\nE="open\nF='two\nlines'\nG='a # b' # c\nH=plain\nI=it's\nJ=\uFFFD\nK=a#b #c`,
      ),
    ).toEqual({
      ...{ A: 'comment', B: 'comment', C: 'hash', D: 'quotes', E: 'quotes', F: 'quotes' },
      ...{ G: null, H: null, I: null, J: 'encoding', K: 'hash' },
    });
  });

  it('finds lines that assign nothing', () => {
    expect(parseEnvFile('A: 1\n# B\n\nC=1').strays).toEqual(['A: 1']);
  });
});
