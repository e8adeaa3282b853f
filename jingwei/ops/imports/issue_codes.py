"""Which problems can a file, a row or a cell have, how grave are they, what is said of them?

The codes are stable: the API, the command line and the manual name them. A sentence says what is
so and then what to do. It never holds the value of a cell, so it can be shown and logged.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Severity(StrEnum):
    """ERROR rejects the row, WARNING does not; NOTICE is about the sheet. FILE stops everything."""

    FILE = "file"
    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True)
class IssueCode:
    code: str
    severity: Severity
    sentence: str


def _read(text: str) -> dict[str, IssueCode]:
    table = {}
    severity = Severity.FILE
    for line in filter(None, map(str.strip, text.splitlines())):
        if line in set(Severity):
            severity = Severity(line)
            continue
        code, sentence = line.split(maxsplit=1)
        table[code] = IssueCode(code, severity, sentence)
    return table


CODES: Final = _read("""
file
    file.empty              文件是空的，请选有内容的表再传。
    file.too_large          文件超过{limit}MB，请按镇街拆成几个表再传。
    file.too_large_inside   文件展开后太大，请把内容复制到新表里再传。
    file.too_many_parts     文件里的部件太多，请把内容复制到新表里再传。
    file.too_many_rows      行数超过{limit}行，请拆成几个表再传。
    file.too_wide           “{sheet}”的列太多（到{cell}），请删掉不用的列再传。
    file.too_slow           读这个文件用时太久，请把内容复制到新表里再传。
    file.encrypted          文件设了密码，请去掉密码后再传。
    file.damaged            文件打不开，可能没有存完整，请另存为.xlsx再传。
    file.unsafe             文件里有不安全的内容，请把内容复制到新表里再传。
    file.encoding           认不出文字编码，请另存为.xlsx再传。
    file.html               这是网页存成的表格，请打开后另存为.xlsx再传。
    file.old_et             这是旧的.et格式，请在WPS里另存为.xlsx再传。
    file.old_format         这种表格格式读不了，请另存为.xlsx再传。
    file.archive            这是压缩包，请解压后再传里面的表格。
    file.not_a_table        这不是表格文件，请传.xlsx、.xls、.ods或.csv。
    file.gone               原文件已经删除，请重新上传。
    file.no_sheet           没有名为“{sheet}”的工作表，请重新选择。
    file.other_kind         这像是“{other}”的表，不是“{asked}”，请选对再传。
    file.no_rows            标题行下面没有内容，请选有内容的表再传。
    file.no_header          找不到标题行，请确认第一行写着“{titles}”这样的列名。
    file.geo_deep           这个GeoJSON一层套一层太深，请重新导出再传。
    file.geo_damaged        这个GeoJSON没有写完整或写错了，请重新导出再传。
    file.geo_other          这不是GeoJSON的要素集合，请导出成FeatureCollection再传。
    file.geo_crs            坐标系写的是“{crs}”，请转成CGCS2000或WGS84的经纬度再传。
    file.geo_kind           这种名册不收GeoJSON，请传表格。
    header.required_missing 表里没有“{title}”列，请补上这一列或对上列名。
error
    cell.formula_no_value   这一格的公式没有算出结果，请打开保存一次再传。
    cell.formula_error      这一格显示错误值，请改成正确的内容。
    cell.required           “{title}”没有填，请补上。
    cell.too_long           文字太长，最多{limit}个字，请缩短。
    text.broken             有显示不出的字，请对照原件重新填写。
    name.broken             姓名里有问号或显示不出的字，请对照证件重填。
    name.too_long           姓名超过50个字，请检查是否填错列。
    name.formula            姓名以等号开头，请改成姓名。
    date.unreadable         看不出是哪一天，请写成“1990-05-01”这样。
    date.impossible         没有这一天，请对照档案改正。
    date.two_digit_year     年份只有两位，请写成四位。
    date.lost_zero          分不清是1月还是10月，请写成“1990-01”这样。
    date.lunar              农历日期不换算，请填公历日期。
    date.too_precise        这里只能填年月，请写成“2026-06”这样。
    date.future             日期晚于今天，请改成今天或更早。
    id.became_number        证件号码被改成了数字，后几位已丢失，请重填并设为文本。
    id.form                 证件号码应为18位，请对照证件改正。
    id.birth                证件号码里的出生日期不存在，请对照证件改正。
    id.check                证件号码校验不通过，请对照证件逐位核对。
    id.truncated            证件号码末几位成了0，像是丢失了，请对照证件重填。
    id.future               证件号码里的出生日期晚于今天，请对照证件改正。
    id.twice                同一证件号码在第{rows}行也有，请留一行。
    row.repeated            与第{first}行完全相同，这一行不用导入。
    credit.became_number    信用代码被改成了数字，后几位已丢失，请重填并设为文本。
    credit.form             信用代码应为18位，请对照证书改正。
    credit.check            信用代码校验不通过，请对照证书逐位核对。
    code.unknown            不在可选项里，请从列表中选一个。
    division.form           区划代码应为2、4、6、9或12位数字，请改正。
    division.level          级别与区划代码不一致，请改正其中一个。
    division.parent         上级代码与区划代码不一致，请改正其中一个。
    phone.form              电话号码的位数不对，请改正。
    phone.became_number     电话号码被改成了数字，后几位已丢失，请重填并设为文本。
    number.unreadable       这里应填数字，请改正。
    number.negative         这里不能是负数，请改正。
    yes_no.unreadable       这里应填“是”或“否”，请改正。
    match.sex               性别与证件号码不一致，请对照证件改正。
    match.birth             出生日期与证件号码不一致，请对照证件改正。
    order.joined_before_birth   入党日期早于出生日期，请对照档案改正。
    order.full_before_joined    转正日期早于入党日期，请对照档案改正。
    order.lost_before_birth     失去联系日期早于出生日期，请改正。
    order.term_due_before_began 应换届时间早于本届起始时间，请改正。
    order.term_before_founded   本届起始时间早于成立时间，请改正。
    order.until_before_since    任职截止早于任职开始，请改正。
    org.own_superior        上级组织写的是它自己，请改成真正的上级。
    org.unknown             没有找到这个党组织，请写全称或代码，没有的先导入党组织。
    org.ended               “{name}”已于{day}撤销，请写现在的党组织。
    org.superior_waits      它的上级在第{row}行，请先改好那一行。
    org.ambiguous           有{n}个党组织都像它：{names}，请写全称或代码。
    org.doubtful            像是“{name}”，请确认是不是它。
    branch.no_home          这个组织不能放组织关系，请写党员所在的支部。
    category.unknown        看不出是正式还是预备党员，请补上人员类别。
    person.elsewhere        此人的组织关系可能在别处，请先办理转接。
    person.maybe_on_file    与在册的{n}人同名同出生年月（{branch}），请确认。
    meeting.kind            认不出会议类型，请写党员大会、支委会、党课等。
    meeting.day             开会日期要写到日，请补上。
    meeting.nobody          参会的人没有一个在这天的名册上，请核对支部和日期。
    order.place             找不到这个社区（村），请写登记的全名。
    order.elsewhere         这个工单编号已由别的组织收过，请核对。
    order.words             内容太短，请写清是什么事。
    person.unknown          没有找到这名党员，请核对姓名和证件号码。
    position.overlaps       这段时间由{name}担任这个职务，请核对任职日期。
    position.needs_since    写了任职截止，请也写任职开始。
    code.taken              这个代码已有别的组织在用，请核对。
    credit.taken            这个信用代码登记在别的党组织名下，请核对。
    unit.no_name            还没有登记这个单位，请补上单位名称。
    division.unknown        没有这个区划代码，请先导入行政区划。
    work.day                日期要写到日，请补上。
    work.twice              第{rows}行也是同一件，请留一行。
    time.unreadable         看不懂这个时间，请写成“09:00”这样。
    number.out_of_range     这个数太小或太大，请核对。
    training.nobody         没有找到这个人，请核对姓名、支部和证件号码。
    training.how_long       没有写学时，也没有写天数，请写一样。
    work.waits              第{row}行改好后才能一起导入，请先改那一行。
    course.ends             结束不晚于开始，请改正。
    course.hours            一天的学时超过12，请核对。
    course.no_seats         名额要大于0，请改正。
    course.far              上课日期太远，请核对年份。
    course.differs          同一门课在第{row}行写的不一样，请改成一致。
    course.needs            这门课没有写{what}，请在第一行补上。
    course.on_file          系统里已有这门课，新加的日子请在课程页面上加。
    order.class_before_enrolment  上课早于报名截止，请改正其中一个。
    order.due_before_listed       完成时限早于列入日期，请改正其中一个。
    order.solved_before_listed    解决早于列入日期，请改正其中一个。
    order.confirmed_before_solved 销号早于解决日期，请改正其中一个。
    problem.no_result       写了解决，却没有写结果，请补上。
    problem.no_day          写了结果，却没有写哪天解决的，请补上。
    problem.no_word         销号要有群众的话，请写问了谁。
    problem.owner           没有找到这个责任人，请核对姓名和所在组织。
    problem.no_owner        没有写责任人，这个组织也没有书记，请补上。
    grade.no_post           此人现在不在这里任职，请先导入班子成员。
    grade.several           此人在这里有几个职务，请写明是哪一个。
    grade.no_rule           这一天还没有职级办法，请先录入办法。
    grade.unknown           职级办法里只有{names}，请照着写。
    grade.before_post       定级早于任职开始，请改正其中一个。
    grade.after_work        系统里{day}已定过职级，之后的请在干部页面上定。
    grade.no_kind           还没有纳入职级管理，请写干部类别。
    development.order       早于“{before}”，请对照档案改正。
    development.stage       发展阶段和后面的日期对不上，请改正其中一个。
    development.needs       这个阶段要有“{title}”，请补上。
    development.full        已经是正式党员，不用再建，请跳过这一行。
    development.is_member   这个号码已有党员档案，请核对阶段和号码。
    development.elsewhere   此人的档案或申请可能在别处，请先问清楚。
    development.other_branch  名册上他在别的支部，请核对所在党支部。
    development.checks      考察日期请写到日，几次用顿号隔开。
    order.applied_before_birth    申请日期早于出生日期，请改正其中一个。
    order.before_applying   早于申请入党日期，请改正其中一个。
    meeting.mark            看不懂这个记号，请写到、假或缺。
    meeting.header          这一列的标题里没有会议类型，请补上再传。
    meeting.header_day      这一列的标题里没有月日，请补上再传。
    meeting.future          这一列的会议晚于今天，请改正标题。
    key.twice               第{rows}行也是同一个“{title}”，请留一行。
    cell.nested             这一项里还套着别的内容或太长，请改成文字或数字。
    place.degrees           看不出是几度，请写成“120.864512”这样。
    place.longitude         经度应在73到136之间，请看是不是和纬度写反了。
    place.latitude          纬度应在3到54之间，请看是不是和经度写反了。
    place.far               位置不在国内，请看是不是写反了，或不是经纬度。
    place.half              经度和纬度请一起写，或都不写。
    place.datum             没有写坐标系，请加“坐标系”一列，或上传时选好。
    place.bd09              百度坐标不能直接用，请先换成GCJ-02或CGCS2000。
    place.shape             看不出是哪个位置，请写经纬度，或GeoJSON、WKT的点。
    place.not_polygon       边界不是一个多边形，请写GeoJSON或WKT的Polygon。
    place.rings             边界请画成一圈，没有洞，也不分几块。
    place.open              边界没有闭合，请让最后一点和第一点相同。
    place.few               边界太短，请至少写三个不同的点。
    place.crossed           边界自己和自己交叉，请重新画。
    place.too_fine          边界的点太多，请先简化。
    place.outside_all       这个社区有{n}个位置在边界外面，请核对坐标系。
    community.unknown       没有找到这个社区，请写全称；还没有登记的，先登记社区。
    community.ambiguous     有{n}个社区都叫这个名字：{names}，请写单位的信用代码。
    community.doubtful      像是“{name}”，请确认是不是它。
    building.unknown        没有找到这栋楼，请核对编号，没有的先导入楼栋。
    stairwell.unknown       没有找到这个单元，请核对，没有的先导入楼栋。
    contact.refused         本人没有同意，不能登记，请删掉这一行。
    contact.day             同意的日期要写到日，请补上。
    contact.several         有几名党员叫这个名字，请补上证件号码。
    contact.withdrawn       本人{day}已收回同意，请写那天以后重新同意的日期。
    border.day              边界的日子要写到日，请补上。
    border.older            现在的边界从{day}起，比这一行新，请核对。
    border.crossing         边界和{which}的重叠，请改其中一条。
    grid.code_used          这个网格编号已经用过或撤销了，请换一个。
    grid.empty              网格里没有楼栋，请写楼栋，或画边界。
    grid.unknown            这个社区没有这些楼栋：{which}，请先导入。
    grid.outside            有{n}栋楼在边界外面：{which}，请核对。
    grid.overlap            {which}也在网格“{grid}”里，请改其中一个。
    grid.gap                有{n}栋楼不在任何网格里：{which}，请补上。
    grid.crossing           边界和网格“{grid}”重叠，请改其中一个。
    grid.area               网格共{filled}平方米，社区{whole}平方米，请核对边界。
    grid.waits              同一社区的第{row}行还没改好，请先改那一行。
    grid.day                任职的日期要写到日，请补上。
    grid.names              有的姓名超过50个字，请用顿号隔开。
    grid.term_over          任职截止不晚于名册那天，请只写在任的人。
    grid.lead_twice         第{row}行也由这个人牵头，每人包干一个，请改。
    grid.leads_other        {name}这段时间已牵头另一个网格，请先结束那一条。
    grid.people_overlap     这段时间{name}已在任，请核对任职日期。
    grid.since_early        任职开始早于前任上任，请核对。
    grid.people_newer       系统里有名册那天以后才上任的人，请核对。
    centre.hours            看不出几点开门，请写“周一至周五 8:30-17:30”这样。
    centre.no_hours         还没有写开门时间，请至少写一天。
    centre.several          有几个中心叫这个名字，请写明负责的党组织。
    centre.unit             没有找到这个单位，请写全称或信用代码。
    centre.unknown          没有找到这个中心，请核对名称，没有的先导入中心。
    door.hours              看不出几点开门，请写“周一至周五 8:30-17:30”这样。
    door.phone              这个电话打不通，请写座机或公用手机号。
    door.several            有几个叫这个名字，请写明负责的党组织。
    door.unit               没有找到这个村或社区，请写登记的全名。
    agreement.day           协议的起止要写到日，请补上。
    agreement.order         终止不晚于起始，请改正其中一个。
    agreement.overlap       另一份协议到{day}，请从那天或更晚写起。
    agreement.ended         这份协议已在{day}提前结束，请核对。
    station.unknown         没有找到这个站点，请核对名称，没有的先导入站点。
    studio.unknown          没有找到这个工作室，请先导入代表工作室。
    staff.early             站点从{day}起才开，请写那天或更晚。
    staff.order             终止不晚于{day}的起始，请改正其中一个。
    shut.day                关门的日子要写到日，请补上。
    shut.order              最后一天早于第一天，请改正其中一个。
    shut.long               最多连着写60天，不再开的请停办。
    shut.meets              {day}起已经写了关门，请先在页面上去掉原来的。
    shut.past               这几天在名册那天以前就过了，不用写。
    agent.unknown           这里没有找到这名党员，请核对姓名和证件号码。
    offering.hours          一天只能写一段时间，每天相同，请改成“周三 9:00-11:00”。
    offering.item_unknown   目录里没有这一项，请照目录写，没有的先加进目录。
    offering.item_several   目录里有几个同名的事项，请写明类别。
    offering.kind           和目录里写的性质不一样，请照目录改正。
    offering.price          目录里写的是{price}元，请照目录改正。
    offering.must_not_ask   “{which}”不许向群众要，请去掉。
    offering.never_ask      有的证明目录里没有写不许要，请核对目录。
    offering.stopped        名册那天以后已经停办这一项，请核对。
    building.unnamed        楼栋编号和名称都没有写，请至少写一个。
    building.code_long      楼栋编号最多20个字，请缩短。
    building.stairs         看不出有哪些单元，请写“1单元、2单元”或单元数。
warning
    work.on_file            系统里已有这一条，内容不一样，没有改动，请核对。
    development.approved    没有写上级批准日期，先按支部大会日期记，请核对。
    development.helper      名册上没有找到这名正式党员，先空着，请以后补。
    development.half_day    没有写到日，先空着，请以后补。
    meeting.year            标题没有写年份，按{year}年记，请核对。
    border.grids            现有网格和这条边界对不上，导入后请重划网格。
    grid.lead_role          看不出牵头人是什么身份，先记为其他（网格长）。
    place.outside           位置在社区边界外面，请核对。
    meeting.strangers       有的人不在这天的名册上，会记到列席人，请核对。
    phone.two               写了几个号码，只保存一个，请核对。
    name.unusual            姓名里有数字或符号，请核对。
    name.private            有造字区的字，已换成标准字，请核对。
    id.legacy               这是15位旧证件号码，照原样保存，有新号码时请补上。
    id.missing              没有证件号码，请核实后补上。
    age.under_18            入党时不满18岁，请核对。
    age.over_120            年龄超过120岁，请核对。
    order.full_too_soon     转正日期离入党日期不到一年，请核对。
    order.full_but_probationary 类别是预备党员，却有转正日期，请核对。
    order.probation_long    预备期已超过两年，请核对。
    dues.far_ahead          党费交到一年以后，请核对。
    term.long               任期超过五年，请核对。
    lost.without_flag       有失去联系日期，却没有标为失联，请核对。
    lost.without_date       标为失联，没有失去联系日期，请补上。
    floating.without_flag   有外出流向，却没有标为流动，请核对。
    floating.without_place  标为流动，没有外出流向，请补上。
    category.taken_full     没有写人员类别，入党已久，按正式党员导入。
    row.newer_work          系统里的记录比这份名册新，没有改动，请核对。
    person.maybe_same       第{rows}行同名同出生日期且没有证件号码，请核对。
    key.maybe_twice         第{rows}行的“{title}”相同，请核对。
    credit.legacy           这是15位旧注册号，照原样保存，有新代码时请补上。
    credit.organisation     信用代码里的组织机构代码对不上，请核对。
    unit.kind_other         没有写单位性质类别，先记为“其他”，请补上。
    position.vacant         没有写姓名，按空缺记录。
notice
    header.too_many         会议的列太多，只读了前{most}列，其余的请另存一张表。
    header.duplicate        “{title}”出现了{count}次，用的是{letter}列。
    header.duplicate_differs “{title}”两列有{count}行不一样，用的是{letter}列。
    header.unknown          “{title}”列不导入。
    header.remembered       列名按记住的对法处理，请看一眼。
    row.closing             第{row}行是合计、说明或落款，没有读入。
    row.section             第{row}行是分段标题，没有读入。
    row.header_again        第{row}行又是标题行，没有读入。
    sheet.hidden            有隐藏的工作表“{sheet}”，没有读入。
    sheet.alike             工作表“{sheet}”也是这种表，有{count}行，没有读入。
    sheet.other             工作表“{sheet}”没有读入，看着不是这种表。
    cell.merged             合并单元格已按同一内容填满{count}行。
    date.serials            “{title}”有{count}格是表格序号，已换成日期。
    file.decoded            文字编码按{encoding}读取，请看预览里有没有乱字。
    file.features           这是GeoJSON：第2行是第一个要素，往下依次类推。
    place.rfc7946           没写坐标系，按标准当作CGCS2000；高德、腾讯的请在上传时选。
    place.converted         {count}个位置由GCJ-02换算成CGCS2000，与实测差5米内。
""")
