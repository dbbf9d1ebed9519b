import type { Page } from 'playwright-core'

/** Everything the page's memory holds after the rubbish has been taken out, as one text. */
export const heapOf = async (page: Page): Promise<string> => {
  const session = await page.context().newCDPSession(page)
  const chunks: string[] = []
  session.on('HeapProfiler.addHeapSnapshotChunk', ({ chunk }) => chunks.push(chunk))
  await session.send('HeapProfiler.enable')
  for (let time = 0; time < 3; time++) await session.send('HeapProfiler.collectGarbage')
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false })
  await session.detach()
  return chunks.join('')
}
