import { describe, expect, it } from 'vitest';
import { encryptionHeader, fileKey, newFileKey, parseKey, streamCipher } from './crypto.js';

describe('the key of a backup', () => {
  it.each(['ab'.repeat(32), Buffer.alloc(32, 7).toString('base64'), Buffer.alloc(32, 7).toString('base64').replace('=', '')])(
    'is 32 bytes: %s',
    (text) => {
      expect(parseKey(`${text}\n`)).toMatchObject({ kind: 'bytes' });
      expect(parseKey(text).value).toHaveLength(32);
    },
  );

  it('is else a passphrase, and not a short one; the refusal does not repeat it', () => {
    expect(parseKey('correct horse')).toMatchObject({ kind: 'passphrase' });
    expect(() => parseKey('hunter2')).toThrow(/at least 12 characters/);
    expect(() => parseKey('hunter2')).not.toThrow(/hunter2/);
  });

  it('of a passphrase is found again with the header, and only with that passphrase', async () => {
    const { header, key } = await newFileKey(parseKey('correct horse battery'), 1_024);
    expect(await fileKey(parseKey(' correct horse battery\n'), header)).toEqual(key);
    await expect(fileKey(parseKey('correct horse batterz'), header)).rejects.toThrow('not the one');
    await expect(fileKey(parseKey('ab'.repeat(32)), header)).rejects.toThrow('not the one');
    const again = await newFileKey(parseKey('correct horse battery'), 1_024);
    expect(again.key).not.toEqual(key);
  });

  it('is another for every file', async () => {
    const material = parseKey('ab'.repeat(32));
    const [one, two] = [await newFileKey(material), await newFileKey(material)];
    expect(one.key).not.toEqual(two.key);
    expect(await fileKey(material, two.header)).toEqual(two.key);
  });

  it('never makes a forged header take all memory', () => {
    const scrypt = { cost: 2 ** 30, blockSize: 8, parallelization: 1, salt: Buffer.alloc(32).toString('base64') };
    const header = { cipher: 'aes-256-gcm', scrypt, salt: scrypt.salt, check: Buffer.alloc(16).toString('base64') };
    expect(encryptionHeader.safeParse(header).success).toBe(false);
    expect(encryptionHeader.safeParse({ ...header, scrypt: { ...scrypt, cost: 2 ** 17 } }).success).toBe(true);
  });
});

describe('a sealed chunk', () => {
  const cipher = streamCipher(Buffer.alloc(32, 1), Buffer.from('header'));
  const sealed = cipher.seal(3, false, Buffer.from('what was worked'));

  it('opens at its place', () => {
    expect(cipher.open(3, false, sealed).toString()).toBe('what was worked');
  });

  it('opens nowhere else, not as the last one, not of another file, and not with a bit changed', () => {
    const changed = Buffer.from(sealed);
    changed.writeUInt8(changed.readUInt8(2) ^ 1, 2);
    expect(() => cipher.open(4, false, sealed)).toThrow('does not open');
    expect(() => cipher.open(3, true, sealed)).toThrow('does not open');
    expect(() => cipher.open(3, false, changed)).toThrow('does not open');
    expect(() => cipher.open(3, false, sealed.subarray(0, 9))).toThrow('too short');
    expect(() => streamCipher(Buffer.alloc(32, 1), Buffer.from('another')).open(3, false, sealed)).toThrow('does not open');
  });
});
