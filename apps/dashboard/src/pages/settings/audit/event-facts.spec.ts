import type { Schemas } from '../../../api/client';
import { factsOf } from './event-facts';

const NAMES = new Map([['1', 'Ana Souza']]);
const of = (event: Partial<Schemas['SecurityEvent']>) =>
  factsOf({ action: 'user.update', subject: null, detail: {}, ...event } as Schemas['SecurityEvent'], NAMES);
const NOTHING = { changed: [], isLocked: false, heldBack: 0 };

describe(factsOf, () => {
  it.each([
    [
      { subject: '1', detail: { changed: ['role', 7] } },
      { subject: 'Ana Souza', changed: ['role'] },
    ],
    [{ subject: '2', detail: { username: 'bruno' } }, { subject: 'bruno' }],
    [{ detail: { from: 'a@x', to: 'b@x' } }, { from: 'a@x', to: 'b@x' }],
    [{ action: 'address.blocked', subject: '203.0.113.9' }, { subject: '203.0.113.9' }],
    [
      { action: 'access.refused', subject: 'GET /api/v1/x', detail: { code: 'a.b', held_back: 3 } },
      { code: 'a.b', heldBack: 3 },
    ],
    [{ action: 'auth.sign-in', detail: { locked: true } }, { isLocked: true }],
    [{ action: 'credential.connected', detail: { link_made_by: 'user:1' } }, { linkMadeBy: 'Ana Souza' }],
    [{ detail: { email: '', from: 5 } }, {}],
  ])('should take of %j what people understand', (event, facts) => {
    expect(of(event)).toEqual({ ...NOTHING, ...facts });
  });
});
