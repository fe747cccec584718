import { itReturns } from '@app/testing/table';
import { fillOutputTemplate, parseOutputTemplate } from './output-template';

const VIDEO = {
  title: 'Aula 1: a chegada',
  id: 'jNQXAC9IVRw',
  ext: 'mp4',
  upload_date: '20261121',
  resolution: '1280x720',
  height: 720,
};
const named = (template: string) => fillOutputTemplate(parseOutputTemplate(template), VIDEO);

describe(parseOutputTemplate, () => {
  itReturns('should read %s', named, [
    ['%(id)s.%(ext)s', 'jNQXAC9IVRw.mp4'],
    ['%(title)s.%(ext)s', 'Aula 1: a chegada.mp4'],
    ['%(upload_date)s - %(title)s [%(resolution)s].%(ext)s', '20261121 - Aula 1: a chegada [1280x720].mp4'],
    ['%(title).4s (%(height)dp).%(ext)s', 'Aula (720p).mp4'],
    ['%(uploader)s %(title)s', 'NA Aula 1: a chegada'],
    ['%(uploader|Escola)s 100%% %(id)s', 'Escola 100% jNQXAC9IVRw'],
  ]);

  it.each([
    ['what is not known of a video', '%(epoch)s.%(ext)s'],
    ['what the machine knows', '%(filepath)s %(id)s'],
    ['a conversion that is not one of text', '%(title)j'],
    ['a date format', '%(upload_date>%Y)s'],
    ['a path through fields', '%(formats.0.url)s'],
    ['a number where there is text', '%(title)d'],
    ['an end too soon', '%(title)s %(id'],
    ['a lone sign', '100% %(id)s'],
    ['the short form of other programs', '%s.%(ext)s'],
  ])('should refuse %s and say what there is', (_what, template) => {
    expect(() => parseOutputTemplate(template)).toThrow(/^may have these fields only: %\(title\)s %\(id\)s/);
  });

  it.each([
    ['a directory', '%(uploader)s/%(title)s.%(ext)s', 'without directories'],
    ['the directory above', '..\\%(title)s.%(ext)s', 'without directories'],
    ['the same name for every video', 'video.mp4', 'must name the video'],
    ['more than a name can be', `%(title)s${'x'.repeat(200)}`, 'at most'],
  ])('should refuse %s', (_what, template, message) => {
    expect(() => parseOutputTemplate(template)).toThrow(message);
  });

  it('should take no longer for what is made to take long', () => {
    const started = performance.now();
    for (const hostile of ['%('.repeat(100), '%(a|'.repeat(50), `%(${'a'.repeat(190)}`])
      expect(() => parseOutputTemplate(hostile)).toThrow();
    expect(performance.now() - started).toBeLessThan(100);
  });
});
