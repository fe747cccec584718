import { IsInt, IsString } from 'class-validator';
import { GoogleId, Moment, Optional } from './fields';
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

class Item {
  @GoogleId()
  coursework_id!: string;
}

describe(GoogleId, () => {
  const read = (sent: unknown) =>
    requestValidation().transform({ coursework_id: sent }, { type: 'body', metatype: Item }) as Promise<Item>;

  it.each([
    ['702516389911', '702516389911'],
    [1, '1'],
    [0, '0'],
    [Number.MAX_SAFE_INTEGER, '9007199254740991'],
    ['9007199254740993', '9007199254740993'],
  ])('should read %p as Google writes it', async (sent, id) => {
    await expect(read(sent)).resolves.toEqual({ coursework_id: id });
  });

  it.each([1.5, -1, 2 ** 53, 1e21, NaN, true, null, ['1'], { id: 1 }, 'x'.repeat(256)])(
    'should refuse %p, of which digits may be lost or which is no id',
    async (sent) => {
      await expect(read(sent)).rejects.toMatchObject({ code: 'request.invalid' });
    },
  );
});
