import { itReturns } from '@app/testing/table';
import { titleOf } from './title-of';

describe(titleOf, () => {
  itReturns('should call %j at %s %j', (title: string | null, url: string) => titleOf({ title, url }), [
    ['Aula 1', 'https://a.example/x.mp4', 'Aula 1'],
    [null, 'https://a.example/media/aula-1.mp4?token=x', 'aula-1.mp4'],
    [' ', 'https://a.example/Aula%201%20%E2%80%93%20A%20chegada.mp4', 'Aula 1 – A chegada.mp4'],
    [null, 'https://a.example/%E0%A4%A.mp4', '%E0%A4%A.mp4'],
    [null, 'https://www.youtube.com/watch?v=abc', undefined],
    [null, 'https://a.example/', undefined],
    [null, 'javascript:alert(1).mp4', undefined],
    [null, 'not an address', undefined],
  ]);
});
