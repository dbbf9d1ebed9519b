import { afterEach, expect, test, vi } from 'vitest'
import { officeTransport } from '#client/sync/transport.ts'

/** The browser's part: told by the test what became of the connection. */
class Stream extends EventTarget {
  static readonly CLOSED = 2
  static readonly opened: Stream[] = []
  readyState = 0
  constructor() {
    super()
    Stream.opened.push(this)
  }
  close(): void {
    this.readyState = Stream.CLOSED
  }
  fails(readyState: number): void {
    this.readyState = readyState
    this.dispatchEvent(new Event('error'))
  }
}

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  Stream.opened.length = 0
})

test('hints come back after a proxy answered for an office that was starting, and not after the tablet stopped listening', () => {
  vi.useFakeTimers()
  vi.stubGlobal('EventSource', Stream)
  const heard = vi.fn<() => void>()
  const stop = officeTransport('tablet', 'person').live(heard)
  // Lost, and the browser itself is trying again.
  Stream.opened[0]!.fails(0)
  vi.advanceTimersByTime(60_000)
  expect(Stream.opened).toHaveLength(1)
  // Answered with something that is no stream: the browser has given up.
  Stream.opened[0]!.fails(Stream.CLOSED)
  vi.advanceTimersByTime(60_000)
  expect(Stream.opened).toHaveLength(2)
  Stream.opened[1]!.dispatchEvent(new MessageEvent('message', { data: '{"grants":true}' }))
  expect(heard).toHaveBeenCalledTimes(1)

  Stream.opened[1]!.fails(Stream.CLOSED)
  stop()
  vi.advanceTimersByTime(60_000)
  expect(Stream.opened).toHaveLength(2)
})
