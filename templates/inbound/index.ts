export { ChooseProject } from './choose-project'
export { InboundPage } from './list'
export { WaitingMail } from './mail'
