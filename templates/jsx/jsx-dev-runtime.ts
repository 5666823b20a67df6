/** What development builds ask for; the same. */
export { Fragment, type JSX, jsx as jsxDEV, Markup } from './jsx-runtime'
