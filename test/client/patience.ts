import { configure, getConfig, prettyDOM } from '@testing-library/dom'

configure({
  // Two cores may be busy with the rest of the tests.
  asyncUtilTimeout: 8000,
  // Whoever waits for something asks many times, and each time that it is not there yet the whole page was written out, which
  // took a tenth of the time of these tests. Now it is written when the wait is over.
  getElementError: (message, container) => {
    const isAskedAgain = Reflect.get(getConfig(), '_disableExpensiveErrorDiagnostics') === true
    const error = new Error(isAskedAgain ? (message ?? '') : `${message ?? ''}\n\n${String(prettyDOM(container))}`)
    error.name = 'TestingLibraryElementError'
    return error
  },
})
