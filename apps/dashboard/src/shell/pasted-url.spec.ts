import { itReturns } from '@app/testing/table';
import { pastedUrls } from './pasted-url';

describe(pastedUrls, () => {
  itReturns('should take %j for %j', pastedUrls, [
    [' https://videos.example/1.mp4\n', ['https://videos.example/1.mp4']],
    ['youtu.be/jNQXAC9IVRw', ['https://youtu.be/jNQXAC9IVRw']],
    ['www.example.org/v', ['https://www.example.org/v']],
    [
      'https://a.example/1\r\n\r\n https://b.example/2\nhttps://a.example/1',
      ['https://a.example/1', 'https://b.example/2'],
    ],
    ['revisão para a prova', []],
    ['https://a.example e depois', []],
    ['javascript:alert(1)', []],
    ['http://', []],
    ['', []],
  ]);
});
