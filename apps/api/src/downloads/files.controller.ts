import type { Caller } from '@app/auth';
import { DownloadFileLost, FindDownloads } from '@app/downloads';
import { StorageIdentity } from '@app/maintenance';
import { FileStorage, type StoredFile, StorageUnavailable } from '@app/storage';
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ApiFile } from '../docs/api-file.decorator';
import { CurrentCaller, Requires } from '../http/access.decorators';
import { AddressNotFound } from '../http/request.errors';
import { UuidParam } from '../http/validation';
import { FileQuery } from './download-requests.dto';
import { sendFile } from './send-file';

/** The bytes. HEAD answers the same without them. */
@ApiTags('downloads')
@Controller('downloads')
@Requires('downloads.read')
export class FilesController {
  constructor(
    private readonly find: FindDownloads,
    private readonly storage: FileStorage,
    private readonly identity: StorageIdentity,
  ) {}

  @Get(':id/file')
  @ApiOperation({ summary: 'The video; parts of it with Range, so that players can jump' })
  @ApiFile('video/mp4', 'video/*', 'audio/*')
  async getDownloadFile(
    @UuidParam('id') id: string,
    @Query() { download: save }: FileQuery,
    @CurrentCaller() caller: Caller,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { file, fileName } = await this.find.file(id, caller);
    const etag = `"${file.sha256}"`;
    const stored = await this.storedFile(file.storageKey);
    await sendFile(this.storage, { stored, fileName, etag, save }, reply);
  }

  @Get(':id/thumbnail')
  @ApiOperation({ summary: 'A picture of the video' })
  @ApiFile('image/jpeg', 'image/*')
  async getDownloadThumbnail(
    @UuidParam('id') id: string,
    @CurrentCaller() caller: Caller,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { file } = await this.find.file(id, caller);
    if (file.thumbnailKey === null) throw new AddressNotFound();
    const fileName = `thumbnail.${extensionOf(file.thumbnailKey)}`;
    const etag = `"${file.sha256}-thumbnail"`;
    const stored = await this.storedFile(file.thumbnailKey);
    await sendFile(this.storage, { stored, fileName, etag, save: false }, reply);
  }

  @Get(':id/subtitles/:lang')
  @ApiOperation({ summary: 'Subtitles in one language, as WebVTT' })
  @ApiFile('text/vtt')
  async getDownloadSubtitles(
    @UuidParam('id') id: string,
    @Param('lang') lang: string,
    @CurrentCaller() caller: Caller,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { file, fileName } = await this.find.file(id, caller);
    const key = Object.entries(file.subtitles).find(([language]) => language === lang)?.[1];
    if (key === undefined) throw new AddressNotFound();
    const name = fileName.replace(/\.\w+$/, `.${lang}.vtt`);
    const stored = await this.storedFile(key);
    const etag = `"${file.sha256}-${lang}"`;
    await sendFile(this.storage, { stored, fileName: name, etag, save: false }, reply);
  }

  /** @throws StorageUnavailable where another storage, or none, is in front of us; DownloadFileLost */
  private async storedFile(key: string): Promise<StoredFile> {
    const stored = await this.storage.stat(key);
    if (stored) return stored;
    const state = await this.identity.checkIdentity();
    throw state.kind === 'own'
      ? new DownloadFileLost()
      : new StorageUnavailable(this.identity.describe(state) ?? state.kind);
  }
}

function extensionOf(key: string): string {
  return key.slice(key.lastIndexOf('.') + 1);
}
