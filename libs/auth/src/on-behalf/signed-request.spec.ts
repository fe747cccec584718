import { createHmac } from 'node:crypto';
import { itAlwaysReturns } from '@app/testing/table';
import { isFresh, macOf, readSignature } from './signed-request';

const MAC = 'a'.repeat(64);
const NONCE = 'a-nonce-of-one-request';

describe(readSignature, () => {
  it.each([[`t=1790000000,n=${NONCE},v2=${MAC}`], [`t=1790000000, n=${NONCE}, v2=${MAC.toUpperCase()}`]])(
    'should read %s',
    (text) => {
      expect(readSignature(text)).toEqual({ at: 1_790_000_000, nonce: NONCE, mac: MAC });
    },
  );

  it('should recognise the first version', () => {
    expect(readSignature(`t=1790000000,v1=${MAC}`)).toBe('v1');
  });

  itAlwaysReturns('should not read %s', undefined, readSignature, [
    '',
    't=1,v2=',
    `t=1,v2=${MAC}`,
    `n=${NONCE},t=1,v2=${MAC}`,
    `t=-1,n=${NONCE},v2=${MAC}`,
    `t=1e9,n=${NONCE},v2=${MAC}`,
    `t=1,n=too-short,v2=${MAC}`,
    `t=1,n=${'x'.repeat(65)},v2=${MAC}`,
    `t=1,n=${NONCE}\n,v2=${MAC}`,
    `t=1,n=${NONCE},v2=${MAC}0`,
    `t=1,n=${NONCE},v2=${MAC},v2=${MAC}`,
    `t=1,n=${NONCE},v3=${MAC}`,
  ]);
});

describe(isFresh, () => {
  it.each([
    [0, true],
    [300, true],
    [-300, true],
    [301, false],
    [-301, false],
  ])('should check a signature of %d seconds ago', (age, fresh) => {
    const signature = { at: 1_790_000_000 - age, nonce: NONCE, mac: MAC };
    expect(isFresh(signature, 1_790_000_000)).toBe(fresh);
  });
});

describe(macOf, () => {
  const request = {
    method: 'post',
    path: '/downloads',
    query: 'a=1',
    bodySha256: MAC,
    user: 'ana@school.example',
  };
  const stamp = { at: 7, nonce: NONCE };

  it('should sign version, time, nonce, method, path, query, body and person', () => {
    const text = `v2\n7\n${NONCE}\nPOST\n/downloads\na=1\n${MAC}\nana@school.example`;
    const expected = createHmac('sha256', 'secret').update(text).digest('hex');
    expect(macOf(stamp, request, 'secret')).toBe(expected);
  });

  it.each([
    ['time', { ...stamp, at: 8 }, request],
    ['nonce', { ...stamp, nonce: 'another' }, request],
    ['method', stamp, { ...request, method: 'get' }],
    ['path', stamp, { ...request, path: '/downloads/1' }],
    ['query', stamp, { ...request, query: '' }],
    ['body', stamp, { ...request, bodySha256: 'b'.repeat(64) }],
    ['person', stamp, { ...request, user: 'rui@school.example' }],
  ])('should change with the %s', (_, otherStamp, other) => {
    expect(macOf(otherStamp, other, 'secret')).not.toBe(macOf(stamp, request, 'secret'));
  });
});
