import { createHmac } from 'node:crypto';
import { isFresh, macOf, readSignature } from './signed-wish';

const MAC = 'a'.repeat(64);

describe(readSignature, () => {
  it.each([
    [`t=1790000000,v1=${MAC}`, { at: 1_790_000_000, mac: MAC }],
    [`t=1790000000, v1=${MAC.toUpperCase()}`, { at: 1_790_000_000, mac: MAC }],
  ])('should read %s', (text, signature) => {
    expect(readSignature(text)).toEqual(signature);
  });

  it.each([
    '',
    't=1,v1=',
    `v1=${MAC},t=1`,
    `t=-1,v1=${MAC}`,
    `t=1e9,v1=${MAC}`,
    `t=1,v1=${MAC}0`,
    `t=1,v0=${MAC}`,
    `t=1,v1=${MAC},v1=${MAC}`,
  ])('should not read %s', (text) => {
    expect(readSignature(text)).toBeUndefined();
  });
});

describe(isFresh, () => {
  it.each([
    [0, true],
    [300, true],
    [-300, true],
    [301, false],
    [-301, false],
  ])('should judge a signature of %d seconds ago', (age, fresh) => {
    expect(isFresh({ at: 1_790_000_000 - age, mac: MAC }, 1_790_000_000)).toBe(fresh);
  });
});

describe(macOf, () => {
  const wish = { method: 'post', path: '/downloads', user: 'ana@school.example' };

  it('should sign time, method, path and person', () => {
    const expected = createHmac('sha256', 'secret')
      .update('7.POST./downloads.ana@school.example')
      .digest('hex');
    expect(macOf(7, wish, 'secret')).toBe(expected);
  });

  it.each([
    ['time', 8, wish],
    ['method', 7, { ...wish, method: 'get' }],
    ['path', 7, { ...wish, path: '/downloads/1' }],
    ['person', 7, { ...wish, user: 'rui@school.example' }],
  ])('should change with the %s', (_, at, other) => {
    expect(macOf(at, other, 'secret')).not.toBe(macOf(7, wish, 'secret'));
  });
});
