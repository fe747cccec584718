import { AppConfig } from '@app/config';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { AuditChainRepository, type ChainReport } from './persistence/audit-chain.repository';

export interface AuditReport extends ChainReport {
  intact: boolean;
  /** The role of this process can only add events. */
  isProtected: boolean;
}

/** Whether the trail still says what was written into it. */
@Injectable()
export class AuditTrail implements OnApplicationBootstrap {
  private readonly logger = new Logger(AuditTrail.name);

  constructor(
    private readonly chain: AuditChainRepository,
    private readonly config: AppConfig,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.production || !(await this.chain.mayBeChanged())) return;
    this.logger.warn(
      'The database role of this process could change the audit trail. Give it one of its own: npm run database:roles',
    );
  }

  async verifyChain(): Promise<AuditReport> {
    const report = await this.chain.verifyChain();
    const isProtected = !(await this.chain.mayBeChanged());
    return { ...report, intact: report.problems.length === 0, isProtected };
  }
}
