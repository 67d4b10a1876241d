import { expect, test } from 'vitest'
import type { DownloadMessage } from '../../../shared/contract/credentials.ts'
import { driveStream, type DrivenStream } from '../../stream.fixture.ts'
import { createRepeatableDownload } from './repeatable-download.ts'

test('what is written again is what was written, not what was asked for meanwhile', () => {
  const asked: string[] = []
  let stream: DrivenStream<DownloadMessage> | null = null
  const download = createRepeatableDownload<{ context: string; rows: string }>({
    columns: () => 1,
    run: ({ rows }, handlers) => {
      asked.push(rows)
      stream = driveStream(handlers)
      return stream.stop
    },
  })
  download.start({ context: 'prod', rows: 'all' })
  download.start({ context: 'prod', rows: 'selected' })
  ;(stream as DrivenStream<DownloadMessage> | null)?.handlers.onFailure({ code: 'internal', id: '1' })
  download.again()
  expect(asked).toEqual(['all', 'all'])
})
