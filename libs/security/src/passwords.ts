import { argon2, type Argon2Parameters, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { Injectable } from '@nestjs/common';

const derive = promisify(argon2) as (algorithm: 'argon2id', parameters: Argon2Parameters) => Promise<Buffer>;

/** OWASP's first choice for argon2id: 19 MiB, two passes, one lane. */
const COST: Cost = { memory: 19_456, passes: 2, lanes: 1 };
const TAG_BYTES = 32;
const SALT_BYTES = 16;
/** Of the four threads that also open files and database connections: a burst of sign-ins must not hold them all. */
const CONCURRENCY = 2;

/** Password hashing by argon2id, in the PHC string format. */
@Injectable()
export class Passwords {
  /** Looks like a hash and belongs to no password. */
  private readonly decoy = phc(randomBytes(SALT_BYTES), randomBytes(TAG_BYTES));
  private hashing = 0;
  private readonly waiting: (() => void)[] = [];

  async hash(password: string): Promise<string> {
    const salt = randomBytes(SALT_BYTES);
    return phc(salt, await this.inTurn(() => tagOf(password, salt, COST)));
  }

  /** Without a hash (no such user) it takes as long and says no: timing tells nobody who exists. */
  async verify(password: string, hash: string | undefined): Promise<boolean> {
    const parsed = parse(hash ?? this.decoy);
    if (!parsed) return false;
    const tag = await this.inTurn(() => tagOf(password, parsed.salt, parsed));
    return parsed.tag.length === tag.length && timingSafeEqual(tag, parsed.tag) && hash !== undefined;
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    while (this.hashing >= CONCURRENCY) await new Promise<void>((resolve) => this.waiting.push(resolve));
    this.hashing += 1;
    try {
      return await work();
    } finally {
      this.hashing -= 1;
      this.waiting.shift()?.();
    }
  }
}

interface Cost {
  /** In KiB. */
  memory: number;
  passes: number;
  lanes: number;
}

function phc(salt: Buffer, tag: Buffer): string {
  const cost = `m=${String(COST.memory)},t=${String(COST.passes)},p=${String(COST.lanes)}`;
  return `$argon2id$v=19$${cost}$${unpadded(salt)}$${unpadded(tag)}`;
}

function tagOf(password: string, salt: Buffer, { memory, passes, lanes }: Cost): Promise<Buffer> {
  const message = Buffer.from(password.normalize('NFKC'));
  return derive('argon2id', {
    message,
    nonce: salt,
    memory,
    passes,
    parallelism: lanes,
    tagLength: TAG_BYTES,
  });
}

function parse(hash: string): (Cost & { salt: Buffer; tag: Buffer }) | undefined {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(hash);
  if (!match) return undefined;
  const [, memory, passes, lanes, salt = '', tag = ''] = match;
  return {
    memory: Number(memory),
    passes: Number(passes),
    lanes: Number(lanes),
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  };
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '');
}
