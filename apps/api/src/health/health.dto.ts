import { VERSION } from '@app/kernel';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ServerHealthDto,
  GoogleHealthDto,
  WorkersHealthDto,
  StorageHealthDto,
  YtdlpHealthDto,
  SourcesHealthDto,
} from './component-health.dto';

export class ComponentsDto {
  @ApiProperty({ type: ServerHealthDto }) database!: ServerHealthDto;
  @ApiProperty({ type: ServerHealthDto }) redis!: ServerHealthDto;
  @ApiProperty({ type: GoogleHealthDto }) google!: GoogleHealthDto;

  @ApiProperty({ type: WorkersHealthDto, description: 'seen in the last 30 seconds' })
  workers!: WorkersHealthDto;

  @ApiProperty({ type: StorageHealthDto }) storage!: StorageHealthDto;

  @ApiProperty({ type: YtdlpHealthDto, description: 'version, JavaScript runtime and challenge solver' })
  ytdlp!: YtdlpHealthDto;

  @ApiProperty({
    type: SourcesHealthDto,
    description: 'hosts that asked us to slow down, until when, and what waits',
  })
  sources!: SourcesHealthDto;
}

export class HealthDto {
  @ApiProperty({ enum: ['ok', 'degraded', 'down'], example: 'ok' }) status!: string;

  @ApiPropertyOptional({ description: 'version of the product, for admins and keys', example: VERSION })
  version?: string;

  @ApiPropertyOptional({ type: ComponentsDto, description: 'for admins and keys' })
  components?: ComponentsDto;
}

export class ProcessStatusDto {
  @ApiProperty({ example: 'ok' }) status!: string;
}
