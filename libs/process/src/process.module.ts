import { Global, Module } from '@nestjs/common';
import { NodeProcessRunner } from './node-process-runner';
import { ProcessRunner } from './process-runner';

@Global()
@Module({ providers: [{ provide: ProcessRunner, useClass: NodeProcessRunner }], exports: [ProcessRunner] })
export class ProcessModule {}
