import { itReturns } from '@app/testing/table';
import { signInAddress } from './sign-in-address';

describe(signInAddress, () => {
  itReturns('should lead back to nowhere but here: %j', (to: string | undefined) => signInAddress(to), [
    [undefined, '/app/sign-in'],
    ['/queues?page=2', '/app/sign-in?return_to=%2Fqueues%3Fpage%3D2'],
    ['https://evil.example/', '/app/sign-in?return_to=%2F'],
    ['//evil.example', '/app/sign-in?return_to=%2F'],
    ['javascript:x', '/app/sign-in?return_to=%2F'],
  ]);

  it('should keep the school, and a challenge where no server sees it', () => {
    expect(signInAddress('/a', { tenantId: 'a&b', challenge: 'c' })).toBe(
      '/app/sign-in?tenant_id=a%26b&return_to=%2Fa#challenge=c',
    );
  });
});
