import { describePage } from '../harness/describe-page';
import { good, platformOf, session } from '../card/sample-answers';

const LINK = 'demo-app-0001yg9f65PSFzOuSFvzwo6pvkHY8CHB8e2rO/tVsciWiem4UIRk3AXmkEXkxNtu6Qf4M6XOJsDOD6PJB626I+R45Q==';
const query = `open_id=${encodeURIComponent(LINK)}&redirect_uri=${encodeURIComponent('https://hospital.example/back')}`;
const hospital = { 'GET /v1/hand-overs/hospital': good({ hospitalName: '示例市第一人民医院' }) };
const cards = [{ waitingId: 'w1', maskedName: '张*', state: 'waiting' }, { waitingId: 'w2', maskedName: '张*宝', state: 'activated' }];
const offered = platformOf({ ...hospital, 'GET /v1/hand-overs/waiting-cards': good({ hospitalName: '示例市第一人民医院', cards }) });

describePage('open-platform/pages/activate/index', { query, api: offered, session, name: 'activate-waiting' });
describePage('open-platform/pages/activate/index', { query, api: platformOf(hospital), name: 'activate-nobody' });
