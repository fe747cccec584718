import { IsInt, IsString } from 'class-validator';
import { Moment, Optional } from './fields';
import { requestValidation } from './validation';

class Wanted {
  @Optional()
  @IsInt()
  rate: number = 600;

  @Optional()
  @IsString()
  name?: string;

  @Optional()
  @Moment()
  at?: Date;
}

const parse = (body: unknown) =>
  requestValidation().transform(body, { type: 'body', metatype: Wanted }) as Promise<Wanted>;

describe(Optional, () => {
  it.each([{}, { rate: null, name: null, at: null }])('should leave defaults alone for %j', async (body) => {
    const wanted = await parse(body);
    expect(wanted).toMatchObject({ rate: 600 });
    expect([wanted.name, wanted.at]).toEqual([undefined, undefined]);
  });

  it('should take what is given', async () => {
    const body = { rate: 7, name: 'aurora', at: '2026-11-22T10:00:00Z' };
    await expect(parse(body)).resolves.toEqual({ ...body, at: new Date(body.at) });
  });

  it.each([{ at: 7 }, { at: { toString: 'x' } }, { at: 'tomorrow' }, { rate: '7' }])(
    'should refuse %j',
    async (body) => {
      await expect(parse(body)).rejects.toMatchObject({ code: 'request.invalid' });
    },
  );
});
