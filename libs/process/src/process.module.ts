import { Global, Module } from '@nestjs/common';
import { NodeProcessRunner } from './node-process-runner';
import { ProcessRunner } from './process-runner';
import { ToolLauncher } from './tools/tool-launcher';

@Global()
@Module({
  providers: [{ provide: ProcessRunner, useClass: NodeProcessRunner }, ToolLauncher],
  exports: [ProcessRunner, ToolLauncher],
})
export class ProcessModule {}
