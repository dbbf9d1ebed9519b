import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createBrowserRouter, RouterProvider } from 'react-router'
import { machineClock } from '#domain/time/instant.ts'
import { leaveFor } from './app/leave.ts'
import { passkeysHere } from './app/passkeys-here.ts'
import { practice } from './app/practice-state.ts'
import { routes } from './app/routes.tsx'
import { wearScheme } from './app/scheme.ts'
import { registerServiceWorker } from './app/service-worker-registration.ts'
import { startSyncLater } from './app/start-sync-later.ts'
import { stretchInWorker } from './app/stretch-in-worker.ts'
import { createTablet } from './app/tablet.ts'
import { TabletProvider } from './app/use-tablet.tsx'
import { forgetTyping, noteTyping } from './app/words-on-screen.ts'
import { flushDrafts, hasTyping, typingPlace } from './store/drafts.ts'
import { SlotStore } from './store/key-slots.ts'
import { createKeys } from './store/keys.ts'
import { browserSmallStore } from './store/loss.ts'
import { meta, writeMeta } from './store/meta.ts'
import { browserStorehouse } from './store/storehouse.ts'

/** Where everything is put together: the only file that knows both the screens and what they stand on. */
const root = document.getElementById('root')
if (root === null) throw new Error('The page has no place to draw in.')
const drawing = createRoot(root)

wearScheme()
noteTyping()

const storehouse = browserStorehouse()
if (import.meta.env.DEV && location.pathname === '/screens') {
  const { Screens } = await import('./app/screens/screens.tsx')
  drawing.render(<Screens />)
} else if (storehouse === null) {
  const { NoStorage } = await import('./app/no-storage.tsx')
  drawing.render(<NoStorage />)
} else {
  const passkeys = passkeysHere()
  const tablet = createTablet({
    keys: createKeys({
      slots: new SlotStore(storehouse, browserSmallStore()),
      stretch: stretchInWorker,
      ...(passkeys && { passkeys }),
    }),
    startSync: startSyncLater,
    clock: machineClock,
    keepTyping: async (db) => {
      const place = typingPlace()
      await flushDrafts()
      // What was being tried on the invented family is not a place to come back to.
      if (db === null || practice.getState().session !== null) return
      await writeMeta(db, meta.returnTo, {
        path: `${location.pathname}${location.search}`,
        draftId: place?.draftId ?? null,
        field: place?.field ?? null,
      })
    },
    leave: (why) => {
      forgetTyping()
      // What was drawn goes before the document does, so that nothing a browser keeps of this page shows it.
      drawing.unmount()
      leaveFor(why === 'asked' ? '/unlock' : `/unlock?why=${why}`)
    },
  })
  registerServiceWorker({
    hasUnsaved: hasTyping,
    keep: flushDrafts,
  })
  drawing.render(
    <StrictMode>
      <TabletProvider tablet={tablet}>
        <RouterProvider router={createBrowserRouter(routes)} />
      </TabletProvider>
    </StrictMode>,
  )
  await tablet.start()
}
