import { auditQueryOf, fromOf } from './audit-query';

const of = (text: string) => auditQueryOf(new URLSearchParams(text));

describe(auditQueryOf, () => {
  it('should take what the address asks for', () => {
    expect(of('action=user.update&actor=+ana&outcome=refused&period=week&text=x')).toEqual({
      action: 'user.update',
      actor: 'ana',
      outcome: 'refused',
      period: 'week',
      text: 'x',
    });
  });

  it.each(['', 'action=nothing', 'outcome=maybe', 'period=toString', 'actor=%20&text='])(
    'should leave out what is wrong: %j',
    (text) => {
      expect(of(text)).toEqual({});
    },
  );
});

describe(fromOf, () => {
  it('should begin at a full hour, or at the beginning of all', () => {
    const now = Date.parse('2026-11-22T10:34:56Z');
    expect(fromOf('day', now)).toEqual({ from: '2026-11-21T10:00:00.000Z' });
    expect(fromOf('month', now)).toEqual({ from: '2026-10-23T10:00:00.000Z' });
    expect(fromOf(undefined, now)).toEqual({});
  });
});
