import type { Viewer } from '@app/kernel';
import { Channel, type Subscriber } from './channel';
import { LiveMessage } from './live-message';

const state = (version: number) =>
  new LiveMessage({ socket: {}, stream: { version } }, { version: [version] });

function watching(requester: string) {
  const told: LiveMessage[] = [];
  const viewer = { tenantId: 'school', requester, seesTenant: false };
  const subscriber: Subscriber = {
    viewer,
    sendMessage: (message) => void told.push(message),
    endWith: () => undefined,
  };
  return { told, subscriber };
}

describe(Channel, () => {
  it('should not show the present state to who may not see it, until one comes that may be seen', () => {
    const channel = new Channel();
    channel.publish(state(1), ({ requester }: Viewer) => requester === 'user:bia');
    const [bia, leo] = [watching('user:bia'), watching('user:leo')];
    for (const { subscriber } of [bia, leo]) channel.addSubscriber(subscriber, undefined);
    channel.repeat();
    expect([bia.told.length, leo.told.length]).toEqual([1, 0]);
    const shared = state(2);
    channel.publish(shared, () => true);
    expect(leo.told).toEqual([shared]);
  });
});
