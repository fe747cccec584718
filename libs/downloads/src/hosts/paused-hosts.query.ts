import { Injectable } from '@nestjs/common';
import { type HostPause, HostPausesRepository } from './persistence/host-pauses.repository';

/** Which hosts are paused at present, and how many downloads wait for them. */
@Injectable()
export class PausedHosts {
  constructor(private readonly pauses: HostPausesRepository) {}

  listPauses(): Promise<HostPause[]> {
    return this.pauses.current();
  }
}
