import { describePage } from '../harness/describe-page';
import { card, childsCard, good, platformOf, session } from '../card/sample-answers';

const query = `redirect_uri=${encodeURIComponent('https://hospital.example/back')}&hospitalId=99901`;
const hospital = { 'GET /v1/hand-overs/hospital': good({ hospitalName: '示例市第一人民医院' }) };
const resident = { query, api: platformOf({ ...hospital, 'GET /v1/cards': good({ items: [card, childsCard] }) }), session };

describePage('open-platform/pages/card-list/index', { ...resident, name: 'hand-over-cards' });
describePage('open-platform/pages/card-list/index', { ...resident, name: 'hand-over-no-card', api: platformOf({ ...hospital, 'GET /v1/cards': good({ items: [] }) }) });
describePage('open-platform/pages/card-list/index', { query, api: platformOf(hospital), name: 'hand-over-nobody' });
describePage('open-platform/pages/user-code/index', { ...resident, name: 'hand-over-user-code' });
