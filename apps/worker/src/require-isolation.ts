import { AppConfig } from '@app/config';
import { StartupError } from '@app/kernel';
import { type Isolation, ToolLauncher } from '@app/process';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';

/** Says at start what keeps yt-dlp and ffmpeg away from the rest of the machine; production starts with nothing less. */
@Injectable()
export class RequireIsolation implements OnModuleInit {
  private readonly logger = new Logger(RequireIsolation.name);

  constructor(
    private readonly tools: ToolLauncher,
    private readonly config: AppConfig,
  ) {}

  async onModuleInit(): Promise<void> {
    const isolation = await this.tools.isolation();
    if (isolation.kind !== 'none') {
      this.logger.log({ message: `programs run isolated: ${isolation.kind}`, isolation });
      return;
    }
    const { production, allowsTestSettings } = this.config;
    if (production && !allowsTestSettings) throw new StartupError(withoutIsolation(isolation));
    this.logger.warn({
      message: 'yt-dlp and ffmpeg run without isolation: not safe for real data',
      isolation,
    });
  }
}

function withoutIsolation({ detail = 'nothing was tried' }: Isolation): string {
  return [
    'The worker does not start in production without isolation for yt-dlp and ffmpeg, which read what strangers made:',
    'a flaw in one of them would open every secret of the worker.',
    `  - tried: ${detail}`,
    '  - install bubblewrap and socat where user namespaces are allowed, or let the worker change the user',
    '    (docs/operations.md, "Isolation"); the image and docker-compose.yml do that by themselves.',
  ].join('\n');
}
