import { AppConfig } from '@app/config';
import type { Viewer } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import type { Download, DownloadedFile } from '../download';
import { DownloadHasNoFile, DownloadNotFound } from '../download.errors';
import {
  type DownloadFilter,
  type DownloadPage,
  DownloadsRepository,
} from './persistence/downloads.repository';

import { servedFileName } from '../files/served-file-name';

@Injectable()
export class FindDownloads {
  constructor(
    private readonly downloads: DownloadsRepository,
    private readonly config: AppConfig,
  ) {}

  /** @throws DownloadNotFound also when it is somebody else's. */
  async findDownload(id: string, viewer: Viewer): Promise<Download> {
    const download = await this.downloads.findDownload(id, viewer);
    if (!download) throw new DownloadNotFound(id);
    return download;
  }

  listDownloads(filter: DownloadFilter, viewer: Viewer): Promise<DownloadPage> {
    return this.downloads.listDownloads(filter, viewer);
  }

  /** The stored file of a completed download and the name it should have on a person's disk. */
  async file(
    id: string,
    viewer: Viewer,
  ): Promise<{ download: Download; file: DownloadedFile; fileName: string }> {
    const download = await this.findDownload(id, viewer);
    if (!download.file) throw new DownloadHasNoFile(download.status);
    const fileName = servedFileName({ ...download, file: download.file }, this.config.downloads.fileName);
    return { download, file: download.file, fileName };
  }
}
