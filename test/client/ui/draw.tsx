import '@testing-library/jest-dom/vitest'
import { cleanup, render, type RenderResult } from '@testing-library/react'
import userEvent, { type UserEvent } from '@testing-library/user-event'
import type { ReactElement } from 'react'
import { afterEach } from 'vitest'

afterEach(cleanup)

/** Draws something and answers the person who will use it. */
export const draw = (shown: ReactElement): RenderResult & { person: UserEvent } => ({
  ...render(shown),
  person: userEvent.setup(),
})
