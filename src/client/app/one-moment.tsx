/** What stands there while the first screen is read from the tablet: nothing, which is over before it is seen. */
export const OneMoment = () => null
