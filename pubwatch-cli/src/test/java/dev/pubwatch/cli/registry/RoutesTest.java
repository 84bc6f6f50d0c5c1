package dev.pubwatch.cli.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The API, without HTTP and without a broker. */
class RoutesTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String V1 = record("");
  private static final String V2 = record("{'name':'a','type':'int','default':0}");
  private static final String REQUIRED = record("{'name':'b','type':'int'}");

  private MemoryLog log;
  private RegistryState state;
  private Router router;

  @BeforeEach
  void start() {
    state = new RegistryState();
    log = new MemoryLog(state::apply);
    router = Routes.router(new Registry(state, log));
  }

  @Test
  void registersVersionsAndAnswersForThem() {
    assertEquals("{'id':1}", register("s", V1));
    assertEquals("{'id':2}", register("s", V2));
    assertEquals("{'id':1}", register("s", V1));
    assertEquals("{'id':2}", register("t", V2));

    assertEquals("['s','t']", get("/subjects"));
    assertEquals("['t']", get("/subjects?subjectPrefix=t"));
    assertEquals("[1,2]", get("/subjects/s/versions"));
    assertEquals(get("/subjects/s/versions/2"), get("/subjects/s/versions/latest"));
    assertEquals(get("/subjects/s/versions/2"), get("/subjects/s/versions/-1"));
    assertEquals(V2.replace("\"", "'"), get("/subjects/s/versions/2/schema"));
    assertEquals("[]", get("/subjects/s/versions/2/referencedby"));
    assertEquals(V1, json("GET", "/schemas/ids/1").path("schema").asText());
    assertEquals(2, json("GET", "/schemas/ids/1?fetchMaxId=true").path("maxId").asInt());
    assertEquals(V1.replace("\"", "'"), get("/schemas/ids/1/schema"));
    assertEquals("['s','t']", get("/schemas/ids/2/subjects"));
    assertEquals(
        "[{'subject':'s','version':2},{'subject':'t','version':1}]",
        get("/schemas/ids/2/versions"));
    assertEquals("['AVRO']", get("/schemas/types"));
    assertEquals(3, json("GET", "/schemas").size());
    assertEquals(2, json("GET", "/schemas?latestOnly=true").size());
    assertEquals(1, json("GET", "/schemas?subjectPrefix=s&offset=1&limit=1").size());
    assertEquals("{}", get("/"));
  }

  @Test
  void equalSchemasAreOneWhateverTheirSpacing() {
    register("s", V1);
    String spaced = V1.replace(",", " ,\n ");
    assertEquals("{'id':1}", register("s", spaced));
    assertEquals(1, post("/subjects/s", spaced).path("version").asInt());
    assertEquals("{'id':1}", text(post("/subjects/s/versions?normalize=true", spaced)));
  }

  @Test
  void incompatibleIs409AndLeavesNothing() {
    register("s", V1);
    ApiException refused = refused("POST", "/subjects/s/versions", body(REQUIRED), 409, 409);
    assertTrue(String.valueOf(refused.getMessage()).contains("READER_FIELD_MISSING_DEFAULT_VALUE"));
    assertEquals("[1]", get("/subjects/s/versions"));

    assertEquals("{'compatibility':'NONE'}", put("/config/s", "none"));
    assertEquals("{'id':2}", register("s", REQUIRED));
  }

  @Test
  void compatibilityCanBeAskedFirst() {
    register("s", V1);
    String path = "/compatibility/subjects/s/versions";
    assertEquals("{'is_compatible':true}", text(post(path + "/latest", V2)));
    assertEquals("{'is_compatible':false}", text(post(path + "/1", REQUIRED)));
    assertEquals("{'is_compatible':false}", text(post(path, REQUIRED)));
    assertEquals(1, post(path + "/1?verbose=true", REQUIRED).path("messages").size());
    refused("POST", path + "/9", body(V1), 404, 40402);
    assertEquals(
        "{'is_compatible':true}",
        text(post("/compatibility/subjects/new/versions/latest", REQUIRED)));
  }

  @Test
  void levels() {
    assertEquals("{'compatibilityLevel':'BACKWARD'}", get("/config"));
    refused("GET", "/config/s", MissingNode.getInstance(), 404, 40408);
    assertEquals("{'compatibilityLevel':'BACKWARD'}", get("/config/s?defaultToGlobal=true"));
    assertEquals("{'compatibility':'FULL'}", put("/config", "FULL"));
    assertEquals("{'compatibility':'FORWARD_TRANSITIVE'}", put("/config/s", "FORWARD_TRANSITIVE"));
    assertEquals("{'compatibilityLevel':'FORWARD_TRANSITIVE'}", get("/config/s"));
    assertEquals("{'compatibilityLevel':'FULL'}", get("/config/t?defaultToGlobal=true"));
    refused("PUT", "/config", JSON.createObjectNode().put("compatibility", "x"), 422, 42203);
    refused("PUT", "/config", MissingNode.getInstance(), 422, 42203);

    assertEquals("{'compatibilityLevel':'FORWARD_TRANSITIVE'}", text(json("DELETE", "/config/s")));
    refused("DELETE", "/config/s", MissingNode.getInstance(), 404, 40401);
    assertEquals("{'compatibilityLevel':'FULL'}", text(json("DELETE", "/config")));
    assertEquals("{'compatibilityLevel':'BACKWARD'}", get("/config"));
    assertEquals("{'mode':'READWRITE'}", get("/mode"));
    refused("GET", "/mode/s", MissingNode.getInstance(), 404, 40409);
  }

  @Test
  void aSubjectIsDeletedSoftlyThenForGood() {
    register("s", V1);
    register("s", V2);
    refused("DELETE", "/subjects/s?permanent=true", MissingNode.getInstance(), 404, 40405);
    assertEquals("[1,2]", text(json("DELETE", "/subjects/s")));
    refused("DELETE", "/subjects/s", MissingNode.getInstance(), 404, 40404);
    refused("GET", "/subjects/s/versions", MissingNode.getInstance(), 404, 40401);
    assertEquals("[]", get("/subjects"));
    assertEquals("['s']", get("/subjects?deleted=true"));
    assertEquals("['s']", get("/subjects?deletedOnly=true"));
    assertEquals("[1,2]", get("/subjects/s/versions?deleted=true"));
    assertEquals(V1, json("GET", "/schemas/ids/1").path("schema").asText());

    assertEquals("{'id':1}", register("s", V1));
    assertEquals("[3]", get("/subjects/s/versions"));
    json("DELETE", "/subjects/s");
    assertEquals("[1,2,3]", text(json("DELETE", "/subjects/s?permanent=true")));
    refused("GET", "/schemas/ids/1", MissingNode.getInstance(), 404, 40403);
    refused("DELETE", "/subjects/s", MissingNode.getInstance(), 404, 40401);
    assertEquals("{'id':3}", register("s", V1));
  }

  @Test
  void aVersionIsDeletedSoftlyThenForGood() {
    register("s", V1);
    register("s", V2);
    String two = "/subjects/s/versions/2";
    refused("DELETE", two + "?permanent=true", MissingNode.getInstance(), 404, 40407);
    assertEquals("2", text(json("DELETE", two)));
    refused("DELETE", two, MissingNode.getInstance(), 404, 40406);
    refused("GET", two, MissingNode.getInstance(), 404, 40402);
    assertEquals("2", text(json("GET", two + "?deleted=true").path("version")));
    assertEquals("1", text(json("GET", "/subjects/s/versions/latest").path("version")));
    refused("POST", "/subjects/s", body(V2), 404, 40403);
    assertEquals("2", text(json("DELETE", two + "?permanent=true")));
    refused("GET", two + "?deleted=true", MissingNode.getInstance(), 404, 40402);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /subjects/none/versions, 404, 40401",
    "GET, /subjects/none/versions/1, 404, 40401",
    "GET, /subjects/s/versions/7, 404, 40402",
    "GET, /subjects/s/versions/0, 422, 42202",
    "GET, /subjects/s/versions/abc, 422, 42202",
    "GET, /subjects/s/versions/99999999999, 422, 42202",
    "GET, /schemas/ids/99, 404, 40403",
    "GET, /schemas/ids/99/subjects, 404, 40403",
    "GET, /schemas/ids/x, 404, 404",
    "GET, /schemas?limit=x, 400, 400",
    "GET, /nowhere, 404, 404",
    "PATCH, /subjects, 405, 405",
    "DELETE, /subjects/none, 404, 40401",
  })
  void refusals(String method, String path, int status, int code) {
    register("s", V1);
    refused(method, path, MissingNode.getInstance(), status, code);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"schema\":7}",
        "{\"schema\":\"\"}",
        "{\"schema\":\"nonsense\"}",
        "{\"schema\":\"{\\\"type\\\":\\\"record\\\"}\"}",
        "{\"schema\":\"\\\"int\\\"\",\"schemaType\":\"PROTOBUF\"}",
        "{\"schema\":\"\\\"int\\\"\",\"references\":[{\"name\":\"a\",\"subject\":\"a\",\"version\":1}]}",
        "{\"schema\":\"\\\"int\\\"\",\"ruleSet\":{}}",
      })
  void whatIsNoAvroSchemaIs42201(String body) throws JsonProcessingException {
    refused("POST", "/subjects/s/versions", JSON.readTree(body), 422, 42201);
    assertEquals(List.of(), log.records);
  }

  @Test
  void deeplyNestedSchemasAreRefusedNotFatal() {
    String deep = "{\"type\":\"array\",\"items\":".repeat(5_000) + "\"int\"" + "}".repeat(5_000);
    refused("POST", "/subjects/s/versions", body(deep), 422, 42201);
  }

  @Test
  void aLogThatFailsIs50001AndChangesNothing() {
    register("s", V1);
    log.broken = true;
    refused("POST", "/subjects/s/versions", body(V2), 500, 50001);
    assertEquals("[1]", get("/subjects/s/versions"));
    log.broken = false;
    assertEquals("{'id':2}", register("s", V2));
  }

  @Test
  void theStateIsTheSameAfterCompactionAndRestart() {
    register("s", V1);
    register("s", V2);
    register("t", V1);
    put("/config", "FULL");
    put("/config/s", "NONE");
    json("DELETE", "/subjects/s/versions/1");
    json("DELETE", "/subjects/t");
    json("DELETE", "/subjects/t?permanent=true");

    RegistryState rebuilt = log.compacted();
    assertEquals(state.subjects(true), rebuilt.subjects(true));
    assertEquals(state.versions("s", true), rebuilt.versions("s", true));
    assertEquals(state.canonical(1), rebuilt.canonical(1));
    assertEquals(state.globalLevel(), rebuilt.globalLevel());
    assertEquals(state.ownLevel("s"), rebuilt.ownLevel("s"));
  }

  @Test
  void oddSubjectNamesArriveWhole() {
    assertEquals("{'id':1}", text(post("/subjects/a%2Fb%20c+d%25/versions", V1)));
    assertEquals("['a/b c+d%']", get("/subjects"));
  }

  private static String record(String field) {
    return "{'type':'record','name':'R','fields':[%s]}".formatted(field).replace('\'', '"');
  }

  private static ObjectNode body(String schema) {
    return JSON.createObjectNode().put("schema", schema);
  }

  private String register(String subject, String schema) {
    return text(post("/subjects/" + subject + "/versions", schema));
  }

  private JsonNode post(String path, String schema) {
    return send("POST", path, body(schema));
  }

  private String put(String path, String level) {
    return text(send("PUT", path, JSON.createObjectNode().put("compatibility", level)));
  }

  private String get(String path) {
    return text(json("GET", path));
  }

  private JsonNode json(String method, String path) {
    return send(method, path, MissingNode.getInstance());
  }

  private JsonNode send(String method, String path, JsonNode body) {
    String[] parts = path.split("\\?", 2);
    return router.route(method, parts[0], parts.length == 2 ? parts[1] : null, body);
  }

  private ApiException refused(String method, String path, JsonNode body, int status, int code) {
    ApiException error = assertThrows(ApiException.class, () -> send(method, path, body));
    assertEquals(status + "/" + code, error.status() + "/" + error.code(), error.getMessage());
    return error;
  }

  private static String text(JsonNode json) {
    return json.toString().replace('"', '\'');
  }
}
